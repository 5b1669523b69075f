package org.purlin.sandbox.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingDatabaseTest {

  @TempDir private Path directory;

  @Test
  void everyoneWhoKnowsThePasswordSeesTheSameDatabase() throws SQLException {
    try (StagingDatabase database = StagingDatabase.startInMemory()) {
      assertThat(
          database.jdbcUrl(),
          matchesPattern(
              "jdbc:h2:tcp://127\\.0\\.0\\.1:\\d+/mem:staging[0-9a-f]{16};MODE=MSSQLServer"));
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE [t] ([n] INT IDENTITY(1,1), [at] DATETIME)");
        statement.execute("INSERT INTO [t] ([at]) VALUES (GETDATE())");
      }
      try (Connection other =
              DriverManager.getConnection(
                  database.jdbcUrl(), database.user(), database.password());
          Statement statement = other.createStatement();
          ResultSet found = statement.executeQuery("SELECT TOP 1 [n] FROM [t]")) {
        assertThat(found.next(), is(true));
        assertThat(found.getInt(1), is(1));
      }
      assertThrows(
          SQLException.class,
          () -> DriverManager.getConnection(database.jdbcUrl(), database.user(), "wrong"));
    }
  }

  @Test
  void nothingAnswersOnceItIsClosed() throws SQLException {
    StagingDatabase database = StagingDatabase.startInMemory();
    database.close();

    assertThrows(SQLException.class, database::connect);
  }

  @Test
  void aDirectoryTakesOneDatabaseWithAPasswordOfItsOwn() throws Exception {
    try (StagingDatabase database = StagingDatabase.start(directory);
        StagingDatabase other = StagingDatabase.startInMemory();
        Connection connection = database.connect()) {
      assertThat(connection.isValid(1), is(true));
      assertThat(Files.exists(directory.resolve("staging.mv.db")), is(true));
      assertThat(other.password(), is(not(database.password())));
    }

    assertThrows(SQLException.class, () -> StagingDatabase.start(directory));
  }
}
