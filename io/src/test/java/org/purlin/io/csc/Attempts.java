package org.purlin.io.csc;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.OutputBuilder;
import org.purlin.io.csc.CscRun.InDoubt;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.ClientCredentials;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Secret;
import org.purlin.io.staging.Sql;
import org.purlin.io.staging.SqlSettings;
import org.purlin.io.staging.TableName;
import org.purlin.io.staging.TestDatabase;
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
import org.purlin.transforms.csc.DeltaSettings;

/**
 * One night of three invented children in two batches, whose submitting step a runner repeats:
 * every attempt is a new instance that is given the same elements.
 */
final class Attempts implements AutoCloseable {

  static final String RUN_ID = "R1";
  static final String OUTBOX = "[dbo].[purlin_csc_outbox]";

  private static final int CHILDREN = 3;
  private static final int BATCH = 2;
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final Receiver RECEIVER = Receiver.live(CscSettings.LA_CODE);

  final CscSandbox receiver;
  private final StagingDatabase database;
  private final Connection connection;
  private final Cohort cohort;
  private final SqlSettings sql;
  private final TableName table;
  private final Path directory;
  private final List<Candidate> candidates = new ArrayList<>();

  Attempts(Path directory) throws IOException, SQLException {
    this.directory = directory;
    receiver = CscSandbox.start(CscSettings.builder().tenant(UUID.randomUUID().toString()).build());
    database = StagingDatabase.startInMemory();
    connection = database.connect();
    cohort = Cohort.of(new Children(20261121), CHILDREN);
    Shape shape = Shape.live();
    table = TableName.parse(shape.name());
    CscStagingTable.create(connection, shape)
        .populate(connection, cohort.today(), Instant.now(), PayloadHash.WHOLE);
    sql =
        TestDatabase.settings(
            database.jdbcUrl().replaceAll("tcp://[^/]*/", "")
                + ";USER="
                + database.user()
                + ";PASSWORD="
                + database.password());
    LocalEnvironment.add(
        Map.of(
            "ATTEMPTS_CLIENT_ID", CscSettings.CLIENT_ID,
            "ATTEMPTS_CLIENT_SECRET", CscSettings.CLIENT_SECRET,
            "ATTEMPTS_SUPPLIER_KEY", CscSettings.SUPPLIER_KEY));
    try (Sql opened = Sql.open(sql);
        Records records = Records.open(opened, table.schema(), scope())) {
      records.createTables();
      records.take(Owner.ofThisProcess(RUN_ID), LEASE);
      for (String id : cohort.today().keySet()) {
        long row = candidates.size() + 1L;
        candidates.add(new Candidate(id, row, Candidate.What.NEW, false, null));
      }
    }
  }

  /** Tables that an attempt writes to. */
  List<String> tables() {
    return List.of(
        OUTBOX,
        "[dbo].[purlin_csc_accepted]",
        "[dbo].[purlin_csc_history]",
        "[dbo].[purlin_csc_lock]",
        table.quoted());
  }

  Connection connection() {
    return connection;
  }

  /** Does the step once, and reads the proof it left. */
  NightReport attempt(InDoubt inDoubt) throws IOException, InterruptedException {
    CscRun run = run(inDoubt);
    Instant now = Instant.now();
    Opened opened = new Opened(CHILDREN, 0, 0, 0, 0, List.of(), now, now, null);
    new SubmitFn(run)
        .processElement(
            KV.of("run", List.of(opened, new Differences(CHILDREN, 0, 0, 0, candidates))),
            new OutputReceiver<>() {
              @Override
              public OutputBuilder<String> builder(String ended) {
                throw new UnsupportedOperationException("only output(value) is needed");
              }

              @Override
              public void output(String ended) {
                // Everything that is asked for is in the proof.
              }
            });
    return NightReport.read(run.proof()).orElseThrow();
  }

  private CscRun run(InDoubt inDoubt) {
    return new CscRun(
        RUN_ID,
        scope(),
        sql,
        table,
        sql,
        table.schema(),
        receiverSettings(),
        new Payload(false, DeltaSettings.DEFAULT, null),
        new CscRun.Sending(
            BATCH,
            inDoubt,
            CscRun.Absent.PURGE,
            5,
            -1,
            0,
            null,
            CscRun.Adopt.NONE,
            false,
            LEASE,
            false,
            false),
        directory.toString());
  }

  /** Made anew each time, because attempts are in processes of their own and share no gate. */
  private ReceiverSettings receiverSettings() {
    return new ReceiverSettings(
        ReceiverSettings.childrenOf(receiver.liveEndpoint(), CscSettings.LA_CODE),
        HttpSettings.forEndpoint(receiver.liveEndpoint()).withRefusals(Set.of(401)),
        Authorization.clientCredentials(
                new ClientCredentials(
                    receiver.tokenEndpoint(),
                    Secret.parse("id", "env:ATTEMPTS_CLIENT_ID"),
                    Secret.parse("secret", "env:ATTEMPTS_CLIENT_SECRET"),
                    CscSettings.SCOPE,
                    ClientCredentials.Style.FORM))
            .withHeader("SupplierKey", Secret.parse("key", "env:ATTEMPTS_SUPPLIER_KEY")));
  }

  private Scope scope() {
    return new Scope(CscSettings.LA_CODE, table.toString(), receiver.liveEndpoint().toString());
  }

  /** Children in the outbox whose record is in this state. */
  List<String> inOutbox(String state) throws SQLException {
    return texts("SELECT [la_child_id] FROM " + OUTBOX + " WHERE [state] = '" + state + "'");
  }

  /** How many rows of the staging table have this status. */
  int rowsThatSay(String status) throws SQLException {
    return texts(
            "SELECT [id] FROM " + table.quoted() + " WHERE [submission_status] = '" + status + "'")
        .size();
  }

  /** How often each child was accepted. */
  Map<String, Integer> accepted() {
    return receiver.accepted(RECEIVER);
  }

  /** Children the receiver does not hold as they are today. */
  List<String> wrong() {
    return receiver.wrong(RECEIVER, Model.MERGE, cohort.today());
  }

  private List<String> texts(String select) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(select)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  @Override
  public void close() throws SQLException {
    receiver.close();
    connection.close();
    database.close();
  }
}
