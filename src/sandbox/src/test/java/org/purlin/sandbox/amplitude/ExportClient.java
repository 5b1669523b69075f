package org.purlin.sandbox.amplitude;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Asks a sandbox as a client would, with the JDK's HTTP client. */
final class ExportClient {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;

  ExportClient(AmplitudeSandbox sandbox) {
    this.server = sandbox.url();
  }

  static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  static String rightCredentials() {
    return basic(AmplitudeSettings.API_KEY, AmplitudeSettings.SECRET_KEY);
  }

  HttpResponse<byte[]> export(String start, String end) throws IOException, InterruptedException {
    return send(exportRequest(start, end));
  }

  CompletableFuture<HttpResponse<byte[]>> exportLater(String start, String end) {
    return http.sendAsync(exportRequest(start, end), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
    return send(headers.length == 0 ? request.build() : request.headers(headers).build());
  }

  HttpResponse<byte[]> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(server.resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** The members of an archive, expanded to lines, by name and in order. */
  static Map<String, List<String>> members(byte[] archive) throws IOException {
    Map<String, List<String>> members = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> member : gzips(archive).entrySet()) {
      try (InputStream text = new GZIPInputStream(new ByteArrayInputStream(member.getValue()))) {
        String lines = new String(text.readAllBytes(), StandardCharsets.UTF_8);
        members.put(member.getKey(), lines.lines().toList());
      }
    }
    return members;
  }

  /** The lines of all members. */
  static List<String> lines(byte[] archive) throws IOException {
    List<String> lines = new ArrayList<>();
    members(archive).values().forEach(lines::addAll);
    return lines;
  }

  private static Map<String, byte[]> gzips(byte[] archive) throws IOException {
    Map<String, byte[]> gzips = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        zip.transferTo(bytes);
        gzips.put(entry.getName(), bytes.toByteArray());
      }
    }
    return gzips;
  }

  private HttpRequest exportRequest(String start, String end) {
    URI uri = server.resolve(ExportApi.PATH + "?start=" + start + "&end=" + end);
    return HttpRequest.newBuilder(uri).header("Authorization", rightCredentials()).build();
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }
}
