package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The published description of one API: its methods, and the schemas of what is sent. */
final class Description {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document;
  private final List<Method> methods = new ArrayList<>();

  /**
   * One method.
   *
   * @param json as it is described
   */
  record Method(JsonNode json, Pattern path, Optional<Pattern> uploadPath) {

    String id() {
      return json.path("id").asText();
    }

    boolean isDownload() {
      return json.path("useMediaDownloadService").asBoolean();
    }
  }

  private Description(JsonNode document) {
    this.document = document;
    collect(document);
  }

  /**
   * Reads a description.
   *
   * @throws IOException when the file is missing or is none
   */
  static Description read(Path file) throws IOException {
    JsonNode document = JSON.readTree(file.toFile());
    if (!document.path("resources").isObject() || !document.path("schemas").isObject()) {
      throw new IOException("expected the description of an API with resources in " + file);
    }
    return new Description(document);
  }

  /** A parameter of a method, or one that all methods take; missing when there is none. */
  JsonNode parameter(Method method, String name) {
    JsonNode own = method.json().path("parameters").path(name);
    return own.isMissingNode() ? document.path("parameters").path(name) : own;
  }

  JsonNode schema(String name) {
    return document.path("schemas").path(name);
  }

  /** The method that a call is of. */
  Optional<Method> method(Call call) {
    String path = call.request().path();
    String behind = path.substring(call.part().prefix().length());
    for (Method method : methods) {
      boolean there =
          call.part().isUpload()
              ? method.uploadPath().isPresent() && method.uploadPath().get().matcher(path).matches()
              : method.path().matcher(behind).matches();
      boolean served = call.part() != Part.STORAGE_DOWNLOAD || method.isDownload();
      if (there && served && method.json().path("httpMethod").asText().equals(call.method())) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  private void collect(JsonNode level) {
    for (JsonNode json : level.path("methods")) {
      String upload = json.at("/mediaUpload/protocols/simple/path").asText();
      methods.add(
          new Method(
              json,
              // Where a name may stand for several segments, this form has them one by one.
              pattern(json.path("flatPath").asText(json.path("path").asText())),
              upload.isEmpty() ? Optional.empty() : Optional.of(pattern(upload))));
    }
    level.path("resources").forEach(this::collect);
  }

  /** A path with names in braces, as a pattern in which each stands for one segment. */
  private static Pattern pattern(String path) {
    StringBuilder pattern = new StringBuilder();
    for (String part : path.split("(?=\\{)|(?<=\\})", -1)) {
      pattern.append(part.startsWith("{") ? "[^/]+" : Pattern.quote(part));
    }
    return Pattern.compile(pattern.toString());
  }
}
