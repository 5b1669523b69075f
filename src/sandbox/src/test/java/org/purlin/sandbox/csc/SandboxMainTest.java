package org.purlin.sandbox.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SandboxMainTest {

  @Test
  @Timeout(60)
  void itServesReceiverAndTableAsAProcessUntilItIsKilled() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SandboxMain.class.getName(),
                "--children=10")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String first = output.readLine();
      assertThat(first, startsWith("csc http://127.0.0.1:"));
      URI server = URI.create(first.substring("csc ".length()));
      Map<String, String> environment = environment(output);
      assertThat(
          environment.keySet(),
          contains(
              "LA_CODE",
              "API_ENDPOINT",
              "TOKEN_ENDPOINT",
              "CLIENT_ID",
              "CLIENT_SECRET",
              "SCOPE",
              "SUPPLIER_KEY",
              "TABLE_NAME",
              "SQL_CONN_STR"));
      assertThat(
          environment.get("API_ENDPOINT"),
          is(server + "/children-in-social-care-data-receiver-test/1"));
      assertThat(environment.get("TABLE_NAME"), is("dbo.ssd_api_data_staging_anon"));
      assertThat(states(environment.get("SQL_CONN_STR")), is(Map.of("New", 10)));

      JsonNode night = ask(server, "POST", "nights", "{\"changed\":3,\"added\":2,\"removed\":1}");

      assertThat(night.path("changed").size(), is(3));
      assertThat(night.path("added").toString(), is("[\"SYN00000011\",\"SYN00000012\"]"));
      assertThat(
          states(environment.get("SQL_CONN_STR")),
          is(Map.of("New", 8, "Updated", 3, "Deleted", 1)));
      assertThat(ask(server, "GET", "wrong?model=replace", "").size(), is(11));
      assertThat(process.isAlive(), is(true));
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS), is(true));
  }

  @Test
  void flagsBecomeSettings() {
    SandboxFlags flags =
        SandboxFlags.read(
            "--port=8082",
            "--laCodes=998,997",
            "--tokenLifetimeSeconds=60",
            "--refusalForm=plain",
            "--nullsRefused=true",
            "--valuesQuoted=true",
            "--table=live",
            "--personIdWidth=36",
            "--legacyId=false",
            "--spelling=lower",
            "--directory=some/where",
            "--children=5",
            "--seed=9");

    assertThat(flags.settings().port(), is(8082));
    assertThat(flags.settings().laCodes(), contains("998", "997"));
    assertThat(flags.settings().tokenLifetime(), is(Duration.ofMinutes(1)));
    assertThat(flags.settings().refusalForm(), is(RefusalForm.PLAIN));
    assertThat(flags.settings().nullsRefused(), is(true));
    assertThat(flags.settings().valuesQuoted(), is(true));
    assertThat(
        flags.shape(),
        is(new Shape("dbo", "ssd_api_data_staging", 36, false, false, Shape.Spelling.LOWER)));
    assertThat(flags.directory(), is(Path.of("some/where")));
    assertThat(flags.children(), is(5));
    assertThat(flags.seed(), is(9L));
  }

  @Test
  void withoutFlagsTheTableOfFakeDataIsInMemory() {
    SandboxFlags flags = SandboxFlags.read();

    assertThat(flags.shape(), is(Shape.anon()));
    assertThat(flags.directory(), is(nullValue()));
    assertThat(flags.children(), is(200));
  }

  @Test
  void aWrongFlagIsNamed() {
    assertThat(refusal("--child=6"), is("--child: there is no such flag"));
    assertThat(refusal("--port=x"), containsString("--port: "));
    assertThat(refusal("--table=x"), is("--table: must be live or anon"));
    assertThat(refusal("port=1"), is("expected --name=value, but there was: port=1"));
  }

  private static String refusal(String flag) {
    return assertThrows(IllegalArgumentException.class, () -> SandboxFlags.read(flag)).getMessage();
  }

  private static Map<String, String> environment(BufferedReader output) throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String line = output.readLine(); !line.isEmpty(); line = output.readLine()) {
      String[] both = line.split("=", 2);
      environment.put(both[0], both[1]);
    }
    return environment;
  }

  private static Map<String, Integer> states(String url) throws Exception {
    Map<String, Integer> states = new LinkedHashMap<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT [row_state], COUNT(*) FROM [dbo].[ssd_api_data_staging_anon]"
                    + " GROUP BY [row_state]")) {
      while (found.next()) {
        states.put(found.getString(1), found.getInt(2));
      }
    }
    return states;
  }

  private static JsonNode ask(URI server, String method, String control, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/_sandbox/" + control))
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode(), is(200));
    return Payloads.JSON.readTree(answer.body());
  }
}
