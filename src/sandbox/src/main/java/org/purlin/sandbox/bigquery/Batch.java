package org.purlin.sandbox.bigquery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Body;
import org.purlin.sandbox.Request;

/** Several calls in one request, and their answers in one answer (multipart/mixed). */
final class Batch {

  private static final String BOUNDARY = "batch_of_answers";
  private static final int MOST_CALLS = 100;

  private Batch() {}

  /** Answers one of the calls. */
  @FunctionalInterface
  interface One {
    Answer answer(Request request) throws IOException;
  }

  static Answer answer(Call call, One api) throws IOException {
    List<Multipart.Piece> pieces = Multipart.pieces(call.contentType(), call.content());
    if (pieces.isEmpty() || pieces.size() > MOST_CALLS) {
      throw Refused.invalid("A batch holds 1 to 100 calls, there are " + pieces.size());
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Multipart.Piece piece : pieces) {
      write(all, "--" + BOUNDARY + "\r\nContent-Type: application/http\r\n");
      if (!piece.header("content-id").isEmpty()) {
        write(all, "Content-ID: " + answered(piece.header("content-id")) + "\r\n");
      }
      write(all, "\r\n");
      write(all, api.answer(request(piece, call.request())));
      write(all, "\r\n");
    }
    write(all, "--" + BOUNDARY + "--\r\n");
    return Answer.of(
        200, "multipart/mixed; boundary=" + BOUNDARY, new Body.Bytes(all.toByteArray()));
  }

  private static Request request(Multipart.Piece piece, Request outer) {
    String text = new String(piece.content().open().readAllBytes(), StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n");
    String[] words = text.substring(0, Math.max(0, end)).split(" ", -1);
    if (words.length < 2) {
      throw Refused.invalid("A call of a batch begins with a method and a path.");
    }
    Multipart.Piece inner = Multipart.piece(text.substring(end + 2));
    String target = words[1].replaceFirst("^https?://[^/]+", "");
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    Map<String, String> headers = new LinkedHashMap<>(inner.headers());
    headers.putIfAbsent("host", outer.header("host").orElse(""));
    Map<String, String> parameters = new LinkedHashMap<>();
    Request named = new Request(words[0], path, Map.of(), headers, inner.content(), true, target);
    for (String pair : target.substring(path.length()).replaceFirst("^\\?", "").split("&", 0)) {
      String name = pair.split("=", 2)[0];
      named.values(name).forEach(value -> parameters.put(name, value));
    }
    return new Request(words[0], path, parameters, headers, inner.content(), true, target);
  }

  private static String answered(String id) {
    return id.startsWith("<") ? "<response-" + id.substring(1) : "response-" + id;
  }

  private static void write(ByteArrayOutputStream all, Answer answer) throws IOException {
    write(all, "HTTP/1.1 " + answer.status() + " \r\n");
    answer.headers().forEach((name, value) -> write(all, name + ": " + value + "\r\n"));
    write(all, "Content-Length: " + answer.body().length() + "\r\n\r\n");
    try (InputStream bytes = answer.body().open()) {
      bytes.transferTo(all);
    }
  }

  private static void write(ByteArrayOutputStream all, String text) {
    all.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
