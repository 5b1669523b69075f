package org.purlin.io.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.staging.DatabaseException;
import org.purlin.io.staging.SourceHash;
import org.purlin.io.staging.Sql;
import org.purlin.io.staging.SqlSettings;

@Timeout(120)
class KilledProcessTest {

  private static final Scope SCOPE = new Scope("999", "staging", "https://receiver.test/1");
  private static final String PREPARED = "prepared";

  @TempDir Path directory;

  /** Prepares a batch, says so, and waits to be killed. */
  static final class Sender {

    private Sender() {}

    public static void main(String[] args) throws InterruptedException {
      Records records = Records.open(Sql.open(SqlSettings.ofFiles(Path.of(args[0]))), null, SCOPE);
      records.createTables();
      records.take(Owner.ofThisProcess("R1"), Duration.ofHours(1));
      Outgoing outgoing =
          new Outgoing(
              0,
              1,
              "P1",
              "C1",
              null,
              Outgoing.Kind.FULL,
              "{\"la_child_id\":\"C1\"}",
              "{}",
              SourceHash.of("{}"),
              SourceHash.of("row"));
      records.prepare(new Batch("B1", "R1", Instant.EPOCH, List.of(outgoing)));
      System.out.println(PREPARED);
      System.out.flush();
      TimeUnit.SECONDS.sleep(60);
    }
  }

  @Test
  void whatWasPreparedInFilesSurvivesTheKillOfTheProcess() throws Exception {
    Process sender = start();
    try {
      assertThat(firstLine(sender), is(PREPARED));
      try (Sql sql = Sql.open(SqlSettings.ofFiles(directory))) {
        DatabaseException inUse =
            assertThrows(DatabaseException.class, () -> Records.open(sql, null, SCOPE).open());
        assertThat(inUse.kind(), is(DatabaseException.Kind.UNREACHABLE));
        assertThat(
            inUse.getMessage(),
            containsString("The records in " + directory + " are in use by another process."));
      }
    } finally {
      sender.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }

    try (Sql sql = Sql.open(SqlSettings.ofFiles(directory));
        Records records = Records.open(sql, null, SCOPE)) {
      records.check();
      records.take(Owner.ofThisProcess("R2"), Duration.ofMinutes(1));
      OpenBatch open = records.open().get(0);

      assertThat(open.id(), is("B1"));
      assertThat(open.records().get(0).state(), is(OpenRecord.State.PREPARED));
      assertThat(open.records().get(0).outgoing().body(), is("{\"la_child_id\":\"C1\"}"));
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Sender.class.getName(),
            directory.toString())
        .redirectErrorStream(true)
        .start();
  }

  /** The first line that is not a logger's. */
  private static String firstLine(Process process) throws IOException {
    BufferedReader lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
    StringBuilder all = new StringBuilder();
    String line = lines.readLine();
    while (line != null && !line.equals(PREPARED)) {
      all.append(line).append('\n');
      line = lines.readLine();
    }
    return line == null ? all.toString() : line;
  }
}
