package org.purlin.pipelines.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real Chromium without a window, spoken to by its DevTools protocol over loopback. */
final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
  private String session;

  private Browser(Process process, URI address) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, new Ears())
            .orTimeout(SECONDS, TimeUnit.SECONDS)
            .join();
  }

  /** The program, where this machine has it. */
  static boolean isThere() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .anyMatch(program -> Files.isExecutable(Path.of(program)));
  }

  static Browser start(Path profile) throws IOException {
    String program =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .filter(path -> Files.isExecutable(Path.of(path)))
            .findFirst()
            .orElseThrow();
    Process process =
        new ProcessBuilder(
                program,
                "--headless=new",
                // Needed where tests run as root.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    try {
      return new Browser(process, address(process)).attached();
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static URI address(Process process) throws IOException {
    BufferedReader lines = process.inputReader();
    List<String> said = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.add(line);
      if (line.startsWith("DevTools listening on ")) {
        Thread drain = new Thread(() -> lines.lines().forEach(ignored -> {}), "chromium");
        drain.setDaemon(true);
        drain.start();
        return URI.create(line.substring("DevTools listening on ".length()));
      }
    }
    throw new IOException("Chromium ended at once: " + said);
  }

  private Browser attached() {
    String target =
        ask("Target.createTarget", Map.of("url", "about:blank")).get("targetId").asText();
    session =
        ask("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network", "Accessibility")) {
      ask(domain + ".enable", Map.of());
    }
    return this;
  }

  /** Shows a page in a window of this size, and waits until it is there. */
  void show(URI page, int width, int height, boolean dark) {
    ask(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    ask(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            "",
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    complaints.clear();
    requests.clear();
    loaded = new CompletableFuture<>();
    ask("Page.navigate", Map.of("url", page.toString()));
    loaded.orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  /** What an expression of JavaScript is on the page. */
  JsonNode value(String expression) {
    return ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true))
        .path("result")
        .path("value");
  }

  /** Roles and names as a screen reader has them: {@code heading Balance}. */
  List<String> accessible() {
    List<String> names = new ArrayList<>();
    for (JsonNode node : ask("Accessibility.getFullAXTree", Map.of()).get("nodes")) {
      if (!node.path("ignored").asBoolean()) {
        names.add(
            node.path("role").path("value").asText()
                + " "
                + node.path("name").path("value").asText());
      }
    }
    return names;
  }

  /** The page as a picture. */
  void picture(Path png) throws IOException {
    JsonNode size = ask("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
    Map<String, Object> all =
        Map.of(
            "x", 0, "y", 0, "scale", 1, "width", size.get("width"), "height", size.get("height"));
    String data =
        ask("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", all))
            .get("data")
            .asText();
    Files.write(png, Base64.getDecoder().decode(data));
  }

  /** The page on paper; its length in bytes. */
  int printed() {
    return Base64.getDecoder().decode(ask("Page.printToPDF", Map.of()).get("data").asText()).length;
  }

  /** Everything on the console since the page was asked for: errors, exceptions, texts. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Every URL that was asked for, the page's own first. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private JsonNode ask(String method, Map<String, ?> parameters) {
    int id = ids.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (session != null) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    socket.sendText(message.toString(), true).orTimeout(SECONDS, TimeUnit.SECONDS).join();
    JsonNode reply = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    if (reply.has("error")) {
      throw new IllegalStateException(method + ": " + reply.get("error"));
    }
    return reply.get("result");
  }

  private void hear(JsonNode message) {
    if (message.has("id")) {
      answers.remove(message.get("id").asInt()).complete(message);
      return;
    }
    JsonNode said = message.path("params");
    switch (message.path("method").asText()) {
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
          complaints.add(said.toString());
      case "Page.javascriptDialogOpening" -> complaints.add("dialog " + said);
      case "Network.requestWillBeSent" -> requests.add(said.path("request").path("url").asText());
      default -> {
        // Many things happen in a browser.
      }
    }
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Ears implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        try {
          hear(JSON.readTree(whole));
        } catch (IOException e) {
          complaints.add("The browser's words cannot be read: " + e);
        }
      }
      from.request(1);
      return null;
    }
  }
}
