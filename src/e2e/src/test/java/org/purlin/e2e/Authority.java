package org.purlin.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.purlin.sandbox.csc.Children;
import org.purlin.sandbox.csc.Cohort;
import org.purlin.sandbox.csc.CscSandbox;
import org.purlin.sandbox.csc.CscSettings;
import org.purlin.sandbox.csc.CscStagingTable;
import org.purlin.sandbox.csc.Model;
import org.purlin.sandbox.csc.PayloadHash;
import org.purlin.sandbox.csc.Post;
import org.purlin.sandbox.csc.Receiver;
import org.purlin.sandbox.csc.Shape;
import org.purlin.sandbox.csc.StagingDatabase;

/** A local authority's invented children, its staging table and the receiver, night after night. */
final class Authority implements AutoCloseable {

  /** The variables the secrets are in. */
  static final String CLIENT_ID = "E2E_CLIENT_ID";

  static final String CLIENT_SECRET = "E2E_CLIENT_SECRET";
  static final String SUPPLIER_KEY = "E2E_SUPPLIER_KEY";
  static final String CONNECTION = "E2E_SQL_CONN_STR";

  private static final Receiver LIVE = Receiver.live(CscSettings.LA_CODE);

  private final CscSandbox receiver;
  private final StagingDatabase database;
  private final Connection connection;
  private final CscStagingTable table;
  private final Cohort cohort;

  private Authority(CscSettings settings, Cohort cohort) throws IOException, SQLException {
    this.cohort = cohort;
    receiver = CscSandbox.start(settings);
    database = StagingDatabase.startInMemory();
    connection = database.connect();
    table = CscStagingTable.create(connection, Shape.live());
  }

  /** With an empty table: the first night has not passed. */
  static Authority of(int children) throws IOException, SQLException {
    return of(CscSettings.builder().build(), children);
  }

  static Authority of(CscSettings settings, int children) throws IOException, SQLException {
    return new Authority(settings, Cohort.of(new Children(20260812), children));
  }

  CscSandbox receiver() {
    return receiver;
  }

  StagingDatabase database() {
    return database;
  }

  Cohort cohort() {
    return cohort;
  }

  /** Puts today's payloads into the table, as the populate script does. */
  void populate() throws SQLException {
    table.populate(connection, cohort.today(), Instant.now(), PayloadHash.WHOLE);
  }

  /** The script with the secrets in its environment. */
  Purlin purlin(Path directory) {
    Purlin purlin = Purlin.script(directory).with("PURLIN_JAVA_OPTS", Day.QUICK);
    secrets().forEach(purlin::with);
    return purlin;
  }

  /** The secrets, by the variables they are in. */
  Map<String, String> secrets() {
    CscSettings settings = receiver.settings();
    return Map.of(
        CLIENT_ID, settings.clientId(),
        CLIENT_SECRET, settings.clientSecret(),
        SUPPLIER_KEY, settings.supplierKey(),
        CONNECTION, connectionString(database.password()));
  }

  String connectionString(String password) {
    return database.jdbcUrl() + ";USER=" + database.user() + ";PASSWORD=" + password;
  }

  /** The arguments that send what changed. */
  List<String> send(String output, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "csc",
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
                "--output=" + output));
    arguments.addAll(List.of(more));
    return arguments;
  }

  /** How many posts were accepted. */
  int posts() {
    return (int) receiver.posts().stream().filter(Post::accepted).count();
  }

  /** How often each child was accepted. */
  Map<String, Integer> accepted() {
    return new TreeMap<>(receiver.accepted(LIVE));
  }

  /** Children the receiver does not hold as they are today, whichever way it keeps what it gets. */
  List<String> wrong() {
    TreeSet<String> wrong = new TreeSet<>();
    for (Model model : Model.values()) {
      wrong.addAll(receiver.wrong(LIVE, model, cohort.today()));
    }
    return List.copyOf(wrong);
  }

  /** Children of whom the table says that today's payload was sent. */
  List<String> saidToBeSent() throws SQLException {
    return ids(
        "SELECT [person_id] FROM [dbo].[ssd_api_data_staging]"
            + " WHERE LOWER([submission_status]) = 'sent' AND LOWER([row_state]) = 'unchanged'");
  }

  /** Children in the outbox, by how far they came: prepared, accepted or refused. */
  List<String> inOutbox(String state) throws SQLException {
    return ids(
        "SELECT [la_child_id] FROM [dbo].[purlin_csc_outbox] WHERE [state] = '" + state + "'");
  }

  /** Ids of the run that has the lock, or had it when it was killed. */
  Set<String> lockHolders() throws SQLException {
    return tablesAreThere()
        ? Set.copyOf(ids("SELECT [run_id] FROM [dbo].[purlin_csc_lock] WHERE [run_id] IS NOT NULL"))
        : Set.of();
  }

  /** Whether a run has made the sender's tables; the lock's is the last. */
  boolean tablesAreThere() throws SQLException {
    return !ids("SELECT [TABLE_NAME] FROM [INFORMATION_SCHEMA].[TABLES]"
            + " WHERE [TABLE_NAME] = 'purlin_csc_lock'")
        .isEmpty();
  }

  /** Holds every row of the table, until the connection's transaction ends. */
  static void keepTableFromBeingWritten(Connection other) throws IOException {
    try (Statement update = other.createStatement()) {
      other.setAutoCommit(false);
      update.execute("UPDATE [dbo].[ssd_api_data_staging] SET [last_updated] = [last_updated]");
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private List<String> ids(String query) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(query)) {
      while (row.next()) {
        ids.add(row.getString(1));
      }
    }
    return ids;
  }

  @Override
  public void close() throws SQLException {
    receiver.close();
    connection.close();
    database.close();
  }
}
