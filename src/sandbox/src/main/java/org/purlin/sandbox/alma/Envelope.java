package org.purlin.sandbox.alma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** What every answer is wrapped in. */
final class Envelope {

  static final String RESPONSE = "response";
  static final String LINKS = "_links";

  private Envelope() {}

  static ObjectNode of(Call call, JsonNode response) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set(RESPONSE, response);
    body.putArray(LINKS).add(self(call));
    return body;
  }

  /** The answer of ping, which has no response and no list of links. */
  static ObjectNode ping(Call call) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("ack", Instant.now().getEpochSecond());
    body.putObject("headers").put("accept", "application/json, application/problem+json");
    body.put("method", "GET").set(LINKS, self(call));
    return body;
  }

  /** The same members, the links before the rest. */
  static ObjectNode linksFirst(ObjectNode body) {
    ObjectNode turned = JsonNodeFactory.instance.objectNode();
    turned.set(LINKS, body.path(LINKS));
    turned.setAll(body);
    return turned;
  }

  private static ObjectNode self(Call call) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("rel", "self")
        .put("href", "/" + call.endpoint() + call.query());
  }
}
