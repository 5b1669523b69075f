package org.purlin.pipelines.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.purlin.pipelines.csc.SubmitCscChanges;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.sandbox.csc.Children;
import org.purlin.sandbox.csc.Cohort;
import org.purlin.sandbox.csc.CscSandbox;
import org.purlin.sandbox.csc.CscSettings;
import org.purlin.sandbox.csc.CscStagingTable;
import org.purlin.sandbox.csc.Model;
import org.purlin.sandbox.csc.PayloadHash;
import org.purlin.sandbox.csc.Receiver;
import org.purlin.sandbox.csc.Shape;
import org.purlin.sandbox.csc.StagingDatabase;

/** Two nights of invented children, from a staging table in H2 to a stand-in of the receiver. */
final class CscDemo implements Demo {

  private static final long SEED = 20260812;
  private static final int CHILDREN = 400;
  private static final int CHANGED = 60;
  private static final int ADDED = 8;
  private static final int REMOVED = 6;

  /** Environment variables for the demo's own runs. */
  private static final String CONNECTION = "PURLIN_DEMO_SQL_CONN_STR";

  private static final String CLIENT_ID = "PURLIN_DEMO_CLIENT_ID";
  private static final String CLIENT_SECRET = "PURLIN_DEMO_CLIENT_SECRET";
  private static final String SUPPLIER_KEY = "PURLIN_DEMO_SUPPLIER_KEY";

  @Override
  public String name() {
    return "csc";
  }

  @Override
  public String summary() {
    return "Send two nights of invented children to a stand-in on this machine.";
  }

  @Override
  public String about() {
    return """
    Starts a staging table with some hundred invented children and a stand-in of the receiver on
    free ports of this machine. The first night every child is sent; the second night, after
    changes, new children and deletions, only what differs. Then the stand-in's copy is compared
    with today's payloads, once as a receiver that merges keeps it and once as one that replaces.
    Needs no database, no account and no network, takes some ten seconds.
    """;
  }

  @Override
  public String output() {
    return "out/demo/csc";
  }

  @Override
  public ExitCode run(String output, Surroundings around, Logs logs) {
    Cohort cohort = Cohort.of(new Children(SEED), CHILDREN);
    try (CscSandbox receiver = CscSandbox.start();
        StagingDatabase database = StagingDatabase.startInMemory();
        Connection connection = database.connect()) {
      CscStagingTable table = CscStagingTable.create(connection, Shape.live());
      List<String> command = command(receiver, table, output);
      say(around, "A stand-in of the receiver listens at " + receiver.url() + ", and a staging");
      say(
          around,
          "table with " + CHILDREN + " invented children is at " + database.jdbcUrl() + ".");
      say(around, "Each night is this, with the secrets in the variables it names:");
      say(around, "  purlin csc " + String.join(" \\\n    ", command));
      Surroundings inside = inside(around, database);
      for (int night = 1; night <= 2; night++) {
        if (night == 2) {
          cohort.nextNight(SEED, CHANGED, ADDED, REMOVED);
        }
        table.populate(connection, cohort.today(), Instant.now(), PayloadHash.WHOLE);
        say(around, night == 1 ? "\nFirst night." : secondNight());
        ExitCode exitCode = TaskVerb.of(new SubmitCscChanges()).run(command, inside, logs);
        if (exitCode != ExitCode.DONE) {
          return exitCode;
        }
      }
      return compare(around, receiver, cohort);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("The demo's database failed: " + e.getMessage(), e);
    }
  }

  private static String secondNight() {
    return "\nSecond night: %d children changed, %d came, %d left."
        .formatted(CHANGED, ADDED, REMOVED);
  }

  private static List<String> command(CscSandbox receiver, CscStagingTable table, String output) {
    return List.of(
        "--laCode=" + CscSettings.LA_CODE,
        "--endpoint=" + receiver.liveEndpoint(),
        "--tokenEndpoint=" + receiver.tokenEndpoint(),
        "--scope=" + CscSettings.SCOPE,
        "--clientId=env:" + CLIENT_ID,
        "--clientSecret=env:" + CLIENT_SECRET,
        "--supplierKey=env:" + SUPPLIER_KEY,
        "--sqlConnStr=env:" + CONNECTION,
        "--table=" + table.shape().name(),
        "--createTables",
        "--minInterval=PT0S",
        "--output=" + output);
  }

  private static Surroundings inside(Surroundings around, StagingDatabase database) {
    return around
        .with(
            CONNECTION,
            database.jdbcUrl() + ";USER=" + database.user() + ";PASSWORD=" + database.password())
        .with(CLIENT_ID, CscSettings.CLIENT_ID)
        .with(CLIENT_SECRET, CscSettings.CLIENT_SECRET)
        .with(SUPPLIER_KEY, CscSettings.SUPPLIER_KEY);
  }

  private static ExitCode compare(Surroundings around, CscSandbox receiver, Cohort cohort) {
    say(around, "\nThe receiver's copy against today's " + cohort.today().size() + " payloads:");
    boolean right = true;
    for (Map.Entry<Model, String> model :
        Map.of(
                Model.MERGE, "if it merges what it is sent:   ",
                Model.REPLACE, "if it replaces what it is sent: ")
            .entrySet()) {
      int wrong =
          receiver.wrong(Receiver.live(CscSettings.LA_CODE), model.getKey(), cohort.today()).size();
      right &= wrong == 0;
      say(around, "  " + model.getValue() + wrong + " children differ");
    }
    return right ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static void say(Surroundings around, String text) {
    around.out().println(text);
  }
}
