package org.purlin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A server to talk to, in a process of its own, so that what it takes is not measured. */
final class StandIn implements AutoCloseable {

  private static final int STOP_SECONDS = 30;

  private final Process process;
  private final URI url;
  private final Map<String, String> environment;
  private final HttpClient http = HttpClient.newHttpClient();

  private StandIn(Process process, URI url, Map<String, String> environment) {
    this.process = process;
    this.url = url;
    this.environment = environment;
  }

  /**
   * Starts one and waits until it listens.
   *
   * @param name the package of the sandbox, which is also the word before its address
   * @throws IOException when it ends instead
   */
  static StandIn start(String name, String... flags) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx6g",
                "-cp",
                System.getProperty("java.class.path"),
                "org.purlin.sandbox." + name + ".SandboxMain"));
    command.addAll(List.of(flags));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Map<String, String> environment = new TreeMap<>();
    String url = null;
    for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
      if (line.startsWith(name + " ")) {
        url = line.substring(name.length() + 1);
      } else {
        int equals = line.indexOf('=');
        environment.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    if (url == null) {
      process.destroy();
      throw new IOException("The stand-in did not start; what it says is above.");
    }
    return new StandIn(process, URI.create(url), environment);
  }

  /** What a client needs to know, under the names it reads. */
  Map<String, String> environment() {
    return environment;
  }

  /** What one of its controls answers. */
  JsonNode get(String control) throws IOException, InterruptedException {
    return ask(HttpRequest.newBuilder(url.resolve(control)));
  }

  /** Tells one of its controls something, and returns the answer. */
  JsonNode post(String control, String body) throws IOException, InterruptedException {
    return ask(
        HttpRequest.newBuilder(url.resolve(control))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("The stand-in answered " + answer.statusCode() + ": " + answer.body());
    }
    return new ObjectMapper().readTree(answer.body());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
