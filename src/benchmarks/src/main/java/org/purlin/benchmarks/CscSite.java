package org.purlin.benchmarks;

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
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Receiver and staging table in a process of their own, so that what they take is not measured. */
final class CscSite implements AutoCloseable {

  private final Process process;
  private final URI url;
  private final Map<String, String> environment;
  private final HttpClient http = HttpClient.newHttpClient();

  private CscSite(Process process, URI url, Map<String, String> environment) {
    this.process = process;
    this.url = url;
    this.environment = environment;
  }

  /**
   * Starts it, with a database in files.
   *
   * @param directory where there is no database yet
   */
  static CscSite start(Path directory, int children) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx6g",
                "-cp",
                System.getProperty("java.class.path"),
                "org.purlin.sandbox.csc.SandboxMain",
                "--table=live",
                "--children=" + children,
                "--directory=" + directory)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Map<String, String> environment = new TreeMap<>();
    String url = null;
    for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
      if (line.startsWith("csc ")) {
        url = line.substring(4);
      } else {
        int equals = line.indexOf('=');
        environment.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    if (url == null) {
      process.destroy();
      throw new IOException("The stand-in did not start; what it says is above.");
    }
    return new CscSite(process, URI.create(url), environment);
  }

  /** What a sender needs to know, under the names it reads. */
  Map<String, String> environment() {
    return environment;
  }

  /** Lets a night pass in which so many children change. */
  void night(int changed) throws IOException, InterruptedException {
    ask(
        HttpRequest.newBuilder(url.resolve("/_sandbox/nights"))
            .POST(HttpRequest.BodyPublishers.ofString("{\"changed\":" + changed + "}")));
  }

  /** Fails unless the receiver holds every child as it is today. */
  void check() throws IOException, InterruptedException {
    for (String model : new String[] {"merge", "replace"}) {
      String wrong =
          ask(HttpRequest.newBuilder(url.resolve("/_sandbox/wrong?live=true&model=" + model)));
      if (!wrong.equals("[]")) {
        throw new IOException("The receiver (" + model + ") holds other children: " + wrong);
      }
    }
  }

  /** Makes the table what it would be if another sender had sent all of it. */
  void sayEverythingWasSent() throws SQLException {
    try (Connection connection = DriverManager.getConnection(environment.get("SQL_CONN_STR"))) {
      connection
          .createStatement()
          .executeUpdate(
              "UPDATE [dbo].[ssd_api_data_staging] SET [submission_status] = 'sent',"
                  + " [row_state] = 'unchanged', [previous_json_payload] = [json_payload]");
    }
  }

  private String ask(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("The stand-in answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
