package org.purlin.pipelines.csc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.purlin.pipelines.cli.Launch;
import org.purlin.sandbox.csc.Children;
import org.purlin.sandbox.csc.Cohort;
import org.purlin.sandbox.csc.CscSandbox;
import org.purlin.sandbox.csc.CscSettings;
import org.purlin.sandbox.csc.CscStagingTable;
import org.purlin.sandbox.csc.PayloadHash;
import org.purlin.sandbox.csc.Shape;
import org.purlin.sandbox.csc.StagingDatabase;

/**
 * An authority's office for tests: a staging table with some invented children, a receiver, and a
 * terminal whose environment has the names of the Python sender.
 */
final class CscOffice implements AutoCloseable {

  static final long SEED = 20261121;

  final CscSandbox receiver;
  final StagingDatabase database;
  final Connection connection;
  final Cohort cohort;
  final Map<String, String> environment = new TreeMap<>();
  private final CscStagingTable table;
  private final Path directory;
  String out = "";
  String err = "";

  private CscOffice(Path directory, int children) throws IOException, SQLException {
    this.directory = directory;
    // Tokens are kept by their address, and a free port may be an earlier receiver's.
    this.receiver =
        CscSandbox.start(CscSettings.builder().tenant(UUID.randomUUID().toString()).build());
    this.database = StagingDatabase.startInMemory();
    this.connection = database.connect();
    this.cohort = Cohort.of(new Children(SEED), children);
    this.table = CscStagingTable.create(connection, Shape.live());
    night();
    environment.put("LA_CODE", CscSettings.LA_CODE);
    environment.put("CLIENT_ID", CscSettings.CLIENT_ID);
    environment.put("CLIENT_SECRET", CscSettings.CLIENT_SECRET);
    environment.put("SUPPLIER_KEY", CscSettings.SUPPLIER_KEY);
    environment.put("SCOPE", CscSettings.SCOPE);
    environment.put("TOKEN_ENDPOINT", receiver.tokenEndpoint().toString());
    environment.put("API_ENDPOINT", receiver.liveEndpoint().toString());
    environment.put("TABLE_NAME", table.shape().name());
    signInAs(database.user(), database.password());
  }

  /** With so many children, in the table since last night. */
  static CscOffice open(Path directory, int children) throws IOException, SQLException {
    return new CscOffice(directory, children);
  }

  /** From now on; each time under another name, because pools are kept by it. */
  void signInAs(String user, String password) {
    String name = "OFFICE_" + UUID.randomUUID().toString().replace('-', '_');
    environment.put(name, address() + ";USER=" + user + ";PASSWORD=" + password);
    environment.put("SQL_CONN_STR", "env:" + name);
  }

  /** In this process, because over TCP the settings of its address need an administrator. */
  private String address() {
    return database.jdbcUrl().replaceAll("tcp://[^/]*/", "");
  }

  /** As messages name the database. */
  String databaseName() {
    return "H2 database " + address().replaceAll("^jdbc:h2:|;.*", "");
  }

  /** The populate script runs. */
  void night() throws SQLException {
    table.populate(connection, cohort.today(), Instant.now(), PayloadHash.WHOLE);
  }

  /** Types {@code purlin} and these words. */
  int type(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.add("--logs=" + directory.resolve("logs"));
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int exitCode =
        Launch.run(
            arguments,
            environment,
            directory,
            new PrintStream(outBytes, true, UTF_8),
            new PrintStream(errBytes, true, UTF_8));
    out = outBytes.toString(UTF_8);
    err = errBytes.toString(UTF_8);
    return exitCode;
  }

  /** The job, as on any night. */
  int send(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "csc",
                "--createTables",
                "--minInterval=PT0S",
                "--output=" + directory.resolve("out")));
    words.addAll(List.of(more));
    return type(words.toArray(String[]::new));
  }

  /** Makes the sender's tables, as an administrator does. */
  void makeTables() throws SQLException {
    type("csc", "ddl", "--for=h2");
    for (String statement : out.split(";\n", -1)) {
      if (statement.contains("CREATE TABLE")) {
        run(statement);
      }
    }
  }

  void run(String statement) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  /** Rows as texts. */
  List<List<String>> query(String select) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(select)) {
      while (row.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          cells.add(row.getString(i));
        }
        rows.add(cells);
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    receiver.close();
    connection.close();
    database.close();
  }
}
