package org.purlin.sandbox.alma;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Request;

/** The controls that this stand-in has besides the common ones. */
final class AlmaControls {

  private final AlmaApi api;

  AlmaControls(AlmaApi api) {
    this.api = api;
  }

  Optional<Answer> answer(Request request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /_sandbox/counts" -> Optional.of(counts());
      case "GET /_sandbox/digests" -> Optional.of(digests());
      case "POST /_sandbox/nonces/expire" -> {
        api.gate().expireNonces();
        yield Optional.of(digests());
      }
      case "DELETE /_sandbox/nonces" -> {
        api.gate().changeNonces();
        yield Optional.of(digests());
      }
      case "DELETE /_sandbox/refusals" -> {
        api.refusals().clear();
        yield Optional.of(counts());
      }
      default -> Optional.empty();
    };
  }

  private Answer counts() {
    ObjectNode counts = JsonNodeFactory.instance.objectNode();
    api.admitted().forEach(counts::put);
    return Answer.json(200, counts.toString());
  }

  private Answer digests() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (DigestUse use : api.gate().uses()) {
      list.addObject()
          .put("target", use.target())
          .put("nonce", use.nonce())
          .put("count", use.count())
          .put("outcome", use.outcome().name());
    }
    return Answer.json(200, list.toString());
  }
}
