package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of variables the Python sender is set up with, as it stands. */
class CscEnvFileTest {

  /** All its keys; the connection string wins over server and database. */
  private static final String FILE =
      """
      # Debug
      DEBUG=%s
      USE_PARTIAL_PAYLOAD=%s

      # Local authority
      LA_CODE=999

      # API
      CLIENT_ID=%s
      CLIENT_SECRET='%s'
      SCOPE="%s"
      SUPPLIER_KEY=%s   # subscription key
      API_ENDPOINT=%s
      TOKEN_ENDPOINT=%s

      BATCH_SIZE=%s

      # Database
      USER_SERVER=not-there.invalid
      USER_DATABASE=HDM_Local
      TABLE_NAME=dbo.ssd_api_data_staging
      SQL_CONN_STR=%s
      """;

  @TempDir Path directory;
  private CscOffice office;
  private Map<String, String> given;

  @BeforeEach
  void open() throws IOException, SQLException {
    office = CscOffice.open(directory, 3);
    given = Map.copyOf(office.environment);
    office.environment.clear();
  }

  @AfterEach
  void close() throws SQLException {
    office.close();
  }

  private void write(String name, String debug, String partial, String batchSize)
      throws IOException {
    String connection = given.get("SQL_CONN_STR");
    String reference = connection.substring("env:".length());
    office.environment.put(reference, given.get(reference));
    Files.writeString(
        directory.resolve(name),
        FILE.formatted(
            debug,
            partial,
            given.get("CLIENT_ID"),
            given.get("CLIENT_SECRET"),
            given.get("SCOPE"),
            given.get("SUPPLIER_KEY"),
            given.get("API_ENDPOINT"),
            given.get("TOKEN_ENDPOINT"),
            batchSize,
            connection));
  }

  private List<Integer> posts() {
    List<Integer> sizes = new ArrayList<>();
    office.receiver.posts().forEach(post -> sizes.add(post.children().size()));
    return sizes;
  }

  @ParameterizedTest
  @CsvSource({".env, true, True", "env.txt, TRUE, false", ".env, 0, yes"})
  void aNightNeedsNothingElse(String name, String debug, String partial) throws IOException {
    write(name, debug, partial, "2");

    int exitCode = office.send();

    assertThat(office.err, exitCode, is(0));
    assertThat(posts(), is(List.of(2, 1)));
    assertThat(office.err.contains("DEBUG"), is(!debug.equals("0")));
    assertThat(office.err, not(containsString(given.get("CLIENT_SECRET"))));
  }

  @Test
  void theCommandsReadItToo() throws IOException {
    write("env.txt", "false", "true", "100");
    office.send();

    assertThat(office.type("check", "csc"), is(0));
    assertThat(office.type("csc", "history", "--child=SYN00000001"), is(0));
    assertThat(office.out, containsString("The receiver holds this child since"));
    assertThat(office.type("csc", "reconcile"), is(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0", "-1", "101"})
  void aBatchSizeThatIsNoneIsRefusedAtTheStart(String batchSize) throws IOException {
    write(".env", "false", "true", batchSize);

    assertThat(office.send(), is(2));

    assertThat(office.err, containsString("ERROR Nothing was run: "));
    assertThat(office.err, containsString("--batchSize must be "));
    assertThat(posts(), is(List.of()));
    assertThat(office.receiver.tokensIssued(), is(0));
  }

  @Test
  void theCommandLineWinsOverAnEmptyBatchSize() throws IOException {
    write(".env", "false", "true", "");
    assertThat(office.send("--batchSize=3"), is(0));
    assertThat(posts(), is(List.of(3)));
  }
}
