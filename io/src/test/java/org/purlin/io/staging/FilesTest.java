package org.purlin.io.staging;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {

  @TempDir Path parent;

  @Test
  void theDirectoryIsMadeForItsOwnerAlone() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path directory = parent.resolve("deep/records");
    try (Sql sql = Sql.open(SqlSettings.ofFiles(directory))) {
      sql.transaction(
          connection -> connection.createStatement().execute("CREATE TABLE [t] ([id] INT)"));
      assertThat(
          PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)), is("rwx------"));
      try (var files = Files.list(directory)) {
        assertThat(
            files.map(file -> file.getFileName().toString()).toList(), contains("purlin.mv.db"));
      }
    }
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "");

    Exception failure =
        assertThrows(Exception.class, () -> Sql.open(SqlSettings.ofFiles(file.resolve("records"))));

    assertThat(failure.getMessage(), startsWith("Cannot make " + file.resolve("records")));
  }

  @Test
  void whatWasCommittedIsThereWhenTheFilesAreOpenedAgain() {
    SqlSettings settings = SqlSettings.ofFiles(parent.resolve("records"));
    try (Sql sql = Sql.open(settings)) {
      sql.transaction(
          connection -> connection.createStatement().execute("CREATE TABLE [t] ([id] INT)"));
      sql.transaction(
          connection -> connection.createStatement().execute("INSERT INTO [t] VALUES (7)"));
    }
    try (Sql sql = Sql.open(settings)) {
      assertThat(
          sql.<Integer>transaction(
              connection -> connection.createStatement().executeUpdate("DELETE FROM [t]")),
          is(1));
    }
  }
}
