package org.purlin.pipelines.csc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.purlin.pipelines.cli.Launch;
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

/**
 * A local authority in tests: invented children, their staging table, a stand-in of the receiver,
 * and a place where {@code purlin csc} is typed. Beam's own checks of a pipeline are on.
 */
final class Council implements AutoCloseable {

  /** What the receiver's clock always shows. */
  static final Instant RECEIVED = Instant.parse("2026-03-31T06:15:02.410Z");

  /** The same as the staging table shows it. */
  static final String RECEIVED_AT = "2026-03-31 06:15:02.41";

  static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Connections are kept by where their secret is, so that each database needs a place of its own.
   */
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private static final Instant BUILT = Instant.parse("2026-03-31T02:00:00Z");

  final Path directory;
  final Cohort cohort;
  final StagingDatabase database;
  final CscStagingTable table;
  final StagedTables staged;
  final CscSandbox receiver;
  final Map<String, String> environment = new TreeMap<>();
  final String connection;
  String out = "";
  String err = "";

  Council(Path directory, int children) {
    this(directory, children, Shape.live(), settings());
  }

  Council(Path directory, int children, CscSettings.Builder settings) {
    this(directory, children, Shape.live(), settings);
  }

  Council(Path directory, int children, Shape shape, CscSettings.Builder settings) {
    this.directory = directory;
    this.cohort = Cohort.of(new Children(20260331), children);
    try {
      this.database = StagingDatabase.startInMemory();
      this.staged = new StagedTables(database, shape);
      try (Connection session = database.connect()) {
        this.table = CscStagingTable.create(session, shape);
      }
      // Tokens are kept by their address, and a free port may be an earlier receiver's.
      this.receiver = CscSandbox.start(settings.tenant(UUID.randomUUID().toString()).build());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.connection = "TEST_SQL_" + DATABASES.incrementAndGet();
    environment.put("CLIENT_ID", receiver.settings().clientId());
    environment.put("CLIENT_SECRET", receiver.settings().clientSecret());
    environment.put("SUPPLIER_KEY", receiver.settings().supplierKey());
    environment.put(
        connection,
        database.jdbcUrl() + ";USER=" + database.user() + ";PASSWORD=" + database.password());
  }

  private Council(Path directory, Council other) {
    this.directory = directory;
    this.cohort = other.cohort;
    this.database = other.database;
    this.table = other.table;
    this.staged = other.staged;
    this.receiver = other.receiver;
    this.connection = other.connection;
    environment.putAll(other.environment);
  }

  /** Another place to type at, for the same table and receiver. Need not be closed. */
  Council beside(Path otherDirectory) {
    return new Council(otherDirectory, this);
  }

  /** A receiver whose clock stands still. */
  static CscSettings.Builder settings() {
    return CscSettings.builder().clock(Clock.fixed(RECEIVED, ZoneOffset.UTC));
  }

  /** The id of the cohort's nth child. */
  static String id(int number) {
    return Children.idOf(number);
  }

  /** A child with a postcode, of its cohort's age and nothing else. */
  static ObjectNode child(String id, String postcode) {
    return json(
        """
        {"la_child_id":"%s","mis_child_id":"MIS-%s","purge":false,"child_details":{"first_name":\
        "Ash","surname":"Invented","date_of_birth":"2012-05-01","sex":"F","ethnicity":"WBRI",\
        "disabilities":["NONE"],"postcode":"%s","uasc_flag":false,"purge":false}}\
        """
            .formatted(id, id, postcode));
  }

  /** Lets the populate script run over the cohort as it is now. */
  void populate() {
    populate(PayloadHash.WHOLE);
  }

  void populate(PayloadHash hash) {
    try (Connection session = database.connect()) {
      table.populate(session, cohort.today(), BUILT, hash);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Types {@code purlin csc} for this table and this receiver; later words win over these. */
  int send(String... words) {
    List<String> all = new ArrayList<>();
    addUnlessGiven(all, words, "--laCode", CscSettings.LA_CODE);
    addUnlessGiven(all, words, "--endpoint", receiver.liveEndpoint().toString());
    addUnlessGiven(all, words, "--tokenEndpoint", receiver.tokenEndpoint().toString());
    addUnlessGiven(all, words, "--scope", CscSettings.SCOPE);
    addUnlessGiven(all, words, "--sqlConnStr", "env:" + connection);
    addUnlessGiven(all, words, "--table", table.shape().name());
    addUnlessGiven(all, words, "--minInterval", "PT0S");
    addUnlessGiven(all, words, "--retryFor", "PT4S");
    addUnlessGiven(all, words, "--maxPurgePercent", "50");
    if (Stream.of(words).noneMatch(word -> word.startsWith("--createTables"))) {
      all.add("--createTables");
    }
    all.addAll(List.of(words));
    return type(all.toArray(String[]::new));
  }

  /** The same, and must end well. */
  void sendWell(String... words) {
    int exitCode = send(words);
    if (exitCode != 0) {
      throw new AssertionError("The run ended with " + exitCode + ":\n" + err + out);
    }
  }

  private static void addUnlessGiven(List<String> all, String[] words, String flag, String value) {
    if (Stream.of(words).noneMatch(word -> word.startsWith(flag + "="))) {
      all.add(flag + "=" + value);
    }
  }

  /** Types {@code purlin csc} and these words; output and logs go below the directory. */
  int type(String... words) {
    List<String> all = new ArrayList<>(List.of("csc"));
    addUnlessGiven(all, words, "--output", output().toString());
    all.add("--logs=" + directory.resolve("logs"));
    all.add("--enforceImmutability=true");
    all.add("--enforceEncodability=true");
    all.addAll(List.of(words));
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int exitCode =
        Launch.run(
            all,
            environment,
            directory,
            new PrintStream(outBytes, true, UTF_8),
            new PrintStream(errBytes, true, UTF_8));
    out = outBytes.toString(UTF_8);
    err = errBytes.toString(UTF_8);
    return exitCode;
  }

  Path output() {
    return directory.resolve("out");
  }

  /** What was said on the lines that begin with ERROR, without that word. */
  String error() {
    return String.join(
        "\n",
        err.lines()
            .filter(line -> line.startsWith("ERROR "))
            .map(line -> line.substring(6))
            .toList());
  }

  JsonNode report() {
    return json(read(output().resolve("report.json")));
  }

  /** What the run proved, part of the report. */
  JsonNode outcome() {
    return report().get("outcome");
  }

  /** Something counted, as the report has it; 0 when nothing was. */
  long counter(String name) {
    return outcome().get("counters").path(name).asLong(0);
  }

  /** What happened in each problem the report names, in its order. */
  List<String> problems() {
    List<String> all = new ArrayList<>();
    outcome().get("problems").forEach(problem -> all.add(problem.get("what").asText()));
    return all;
  }

  /** An equation as the report prints it, for example {@code 3 selected = 3 delivered}. */
  String balance(String stage) {
    return out.lines()
        .filter(line -> line.matches("  " + stage + " +\\d.*"))
        .findFirst()
        .map(line -> line.strip().substring(stage.length()).strip())
        .orElse("no balance of " + stage + " in:\n" + out + err);
  }

  /** The lines of quarantine.csv, without the byte order mark and the header. */
  List<String> quarantine() {
    List<String> lines = List.of(read(output().resolve("quarantine.csv")).split("\r\n"));
    String header = "\uFEFFperson_id,row_id,refused_by,field,rule,what_is_wrong";
    if (!lines.get(0).equals(header)) {
      throw new AssertionError("quarantine.csv begins with " + lines.get(0));
    }
    return lines.subList(1, lines.size());
  }

  /** How many posts there were so far. */
  int posted() {
    return receiver.posts().size();
  }

  /** The number of records and the status of each post since a number of posts: {@code 3:200}. */
  List<String> postsSince(int before) {
    return posts(before).stream()
        .map(post -> post.children().size() + ":" + post.status())
        .toList();
  }

  /** The bodies' records of each post since a number of posts. */
  List<List<JsonNode>> bodiesSince(int before) {
    List<List<JsonNode>> bodies = new ArrayList<>();
    for (Post post : posts(before)) {
      List<JsonNode> records = new ArrayList<>();
      json(post.body(), JsonNode.class).forEach(records::add);
      bodies.add(records);
    }
    return bodies;
  }

  /** Every record of every post since a number of posts, by its child. */
  Map<String, JsonNode> recordsSince(int before) {
    Map<String, JsonNode> records = new TreeMap<>();
    for (List<JsonNode> body : bodiesSince(before)) {
      for (JsonNode record : body) {
        if (records.put(record.get("la_child_id").asText(), record) != null) {
          throw new AssertionError("A child was posted twice: " + record.get("la_child_id"));
        }
      }
    }
    return records;
  }

  private List<Post> posts(int before) {
    List<Post> all = receiver.posts();
    return all.subList(before, all.size());
  }

  /** How often the receiver accepted each child. */
  Map<String, Integer> accepted() {
    return receiver.accepted(Receiver.live(CscSettings.LA_CODE));
  }

  /** The children that a receiver of either kind does not hold as the cohort has them now. */
  List<String> wrong() {
    List<String> all = new ArrayList<>();
    for (Model model : Model.values()) {
      wrong(model).forEach(id -> all.add(model + " " + id));
    }
    return all;
  }

  List<String> wrong(Model model) {
    return receiver.wrong(Receiver.live(CscSettings.LA_CODE), model, cohort.today());
  }

  static ObjectNode json(String text) {
    return json(text, ObjectNode.class);
  }

  static <T extends JsonNode> T json(String text, Class<T> type) {
    try {
      return type.cast(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file in a directory and below it. */
  static List<Path> filesIn(Path directory) {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    receiver.close();
    try {
      database.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
