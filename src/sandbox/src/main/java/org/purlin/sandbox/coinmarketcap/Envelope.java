package org.purlin.sandbox.coinmarketcap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Body;

/** Puts answers into the envelope that all have: {@code status} and, when all went well, data. */
final class Envelope {

  /** Milliseconds are always three digits. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final JsonFactory JSON = new JsonFactory();

  /** Writes the value of {@code data}. */
  @FunctionalInterface
  interface Data {
    /** Writes exactly one value. */
    void write(JsonGenerator json) throws IOException;
  }

  private Envelope() {}

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /**
   * An answer with data.
   *
   * @param notice the vendor's remark; empty for none
   */
  static Answer success(Endpoint endpoint, Reply reply, String notice, Instant now)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeObjectFieldStart("status");
      json.writeStringField("timestamp", time(now));
      if (endpoint.isV3()) {
        json.writeStringField("error_code", "0");
        json.writeStringField("error_message", "");
      } else {
        json.writeNumberField("error_code", 0);
        json.writeNullField("error_message");
      }
      json.writeNumberField("elapsed", 10);
      json.writeNumberField("credit_count", reply.credits());
      if (notice.isEmpty() && !endpoint.isV3()) {
        json.writeNullField("notice");
      } else {
        json.writeStringField("notice", notice);
      }
      if (endpoint == Endpoint.LISTINGS_V1 && reply.totalCount() >= 0) {
        json.writeNumberField("total_count", reply.totalCount());
      }
      json.writeEndObject();
      json.writeFieldName("data");
      reply.data().write(json);
      json.writeEndObject();
    }
    return Answer.of(200, "application/json; charset=utf-8", new Body.Bytes(bytes.toByteArray()));
  }

  /** An error, which never costs anything. */
  static Answer refusal(Refusal refusal, String message, boolean codeAsText, Instant now)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeObjectFieldStart("status");
      json.writeStringField("timestamp", time(now));
      if (codeAsText) {
        json.writeStringField("error_code", Integer.toString(refusal.code()));
      } else {
        json.writeNumberField("error_code", refusal.code());
      }
      json.writeStringField("error_message", message);
      json.writeNumberField("elapsed", 0);
      json.writeNumberField("credit_count", 0);
      json.writeEndObject();
      json.writeEndObject();
    }
    return Answer.of(
        refusal.status(), "application/json; charset=utf-8", new Body.Bytes(bytes.toByteArray()));
  }
}
