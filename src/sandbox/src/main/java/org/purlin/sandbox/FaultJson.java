package org.purlin.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.purlin.sandbox.Delivery.Ending;

/**
 * Faults as JSON. {@code kind} names one:
 *
 * <ul>
 *   <li>{@code status}: with {@code status}, and optionally {@code headers} (an object) and {@code
 *       body};
 *   <li>{@code late}: the ordinary answer, after {@code delayMillis};
 *   <li>{@code reset}: before the answer;
 *   <li>{@code resetMidBody}, {@code truncated}, {@code unfinishedChunks}, {@code unmarkedEnd}: a
 *       body cut off halfway, or after {@code afterBytes};
 *   <li>{@code drip}: with {@code bytesPerSecond};
 *   <li>{@code html}: a sign-in page with status 200;
 *   <li>{@code file}: the bytes of the file {@code path} with status 200, optionally with {@code
 *       contentType}.
 * </ul>
 *
 * <p>Each kind takes {@code times} (default 1) and {@code delayMillis} (default 0).
 */
public final class FaultJson {

  private FaultJson() {}

  /**
   * Reads one fault; fields that it does not know are left to the caller.
   *
   * @throws IllegalArgumentException naming the field that is missing or wrong
   */
  public static Fault read(JsonNode json) {
    return common(kind(json), json);
  }

  /** The fault's kind. */
  public static String kindOf(JsonNode json) {
    return text(json, "kind");
  }

  /** The same fault with the fields every kind takes. */
  public static Fault common(Fault fault, JsonNode json) {
    return fault
        .times(json.path("times").asInt(1))
        .delayedBy(Duration.ofMillis(json.path("delayMillis").asLong(0)));
  }

  private static Fault kind(JsonNode json) {
    String kind = kindOf(json);
    return switch (kind) {
      case "status" ->
          Fault.status(number(json, "status"), headers(json), json.path("body").asText("fault\n"));
      case "late" -> Fault.late(Duration.ZERO);
      case "reset" -> Fault.reset();
      case "resetMidBody" -> cut(Ending.RESET, json);
      case "truncated" -> cut(Ending.CLOSE, json);
      case "unfinishedChunks" -> cut(Ending.CHUNKED, json);
      case "unmarkedEnd" -> cut(Ending.UNMARKED, json);
      case "drip" -> Fault.drip(number(json, "bytesPerSecond"));
      case "html" -> Fault.html();
      case "file" ->
          Fault.file(
              Path.of(text(json, "path")),
              json.path("contentType").asText("application/octet-stream"));
      default -> throw new IllegalArgumentException("kind is not known: " + kind);
    };
  }

  private static Fault cut(Ending ending, JsonNode json) {
    return Fault.cut(ending, json.path("afterBytes").asLong(Delivery.HALF));
  }

  private static Map<String, String> headers(JsonNode json) {
    Map<String, String> headers = new LinkedHashMap<>();
    json.path("headers")
        .fields()
        .forEachRemaining(field -> headers.put(field.getKey(), field.getValue().asText()));
    return headers;
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(field + " must be a text");
    }
    return value.textValue();
  }

  private static int number(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw new IllegalArgumentException(field + " must be a whole number");
    }
    return value.intValue();
  }
}
