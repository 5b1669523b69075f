package org.purlin.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stand-in as a page starts it, in a process of its own and on a free port instead of the page's.
 *
 * @param port where the page says it listens
 * @param address where it does: host and port
 * @param settings the {@code NAME=value} lines it printed
 */
record StandIn(Process process, String port, String address, List<String> settings)
    implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Pattern COMMAND =
      Pattern.compile("java -cp \\S+ (org\\.purlin\\.sandbox\\.\\w+\\.SandboxMain)((?: --\\S+)*)");

  private static final Pattern PORT = Pattern.compile("--port=(\\d+)");
  private static final Pattern LISTENS = Pattern.compile("\\w+ http://(127\\.0\\.0\\.1:\\d+).*");

  /**
   * Starts it and waits until it listens.
   *
   * @param code of the page: one command, with a port
   * @param printsSettings whether lines for a {@code .env} follow, and an empty one
   */
  static StandIn start(String code, boolean printsSettings, Path jar, Path directory)
      throws IOException {
    Matcher command = COMMAND.matcher(code.replaceAll("\\\\\\n\\s*", "").strip());
    Matcher port = PORT.matcher(code);
    if (!command.matches() || !port.find()) {
      throw new AssertionError(
          "A stand-in is started by one line, java -cp <jar> <its SandboxMain> --port=<number>, but"
              + " there is: "
              + code);
    }
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-cp", jar.toString(), command.group(1)));
    Arrays.stream(command.group(2).strip().split(" ", -1))
        .map(flag -> PORT.matcher(flag).matches() ? "--port=0" : flag)
        .forEach(line::add);
    Process process =
        new ProcessBuilder(line)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> said = saidAtFirst(process, printsSettings);
    Matcher listens = LISTENS.matcher(said.isEmpty() ? "" : said.get(0));
    if (!listens.matches()) {
      process.destroyForcibly();
      throw new AssertionError("The stand-in did not start: " + code);
    }
    return new StandIn(
        process, port.group(1), listens.group(1), List.copyOf(said.subList(1, said.size())));
  }

  /** What it says within a minute; nothing when that is not enough. */
  private static List<String> saidAtFirst(Process process, boolean printsSettings) {
    return CompletableFuture.supplyAsync(() -> firstLines(process, printsSettings))
        .completeOnTimeout(List.of(), PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** The first line, and those with settings up to an empty one; fewer when the process ends. */
  private static List<String> firstLines(Process process, boolean printsSettings) {
    List<String> lines = new ArrayList<>();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    try {
      for (String line = out.readLine(); line != null && !line.isEmpty(); line = out.readLine()) {
        lines.add(line);
        if (!printsSettings) {
          break;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  /** The code of the page with the address where it really listens. */
  String reached(String code) {
    return code.replace("127.0.0.1:" + port, address);
  }

  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
