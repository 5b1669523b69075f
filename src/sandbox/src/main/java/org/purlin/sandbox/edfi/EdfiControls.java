package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Request;

/** The controls that this stand-in has besides the common ones; {@code district} names one. */
final class EdfiControls {

  private final List<EdfiDistrict> districts;

  EdfiControls(List<EdfiDistrict> districts) {
    this.districts = districts;
  }

  Optional<Answer> answer(Request request) {
    String name = request.parameter("district").orElse(districts.get(0).name());
    Optional<EdfiDistrict> district =
        districts.stream().filter(one -> one.name().equals(name)).findFirst();
    if (district.isEmpty()) {
      return Optional.of(Answer.text(400, "district must be one the sandbox was started with\n"));
    }
    return switch (request.method() + " " + request.path()) {
      case "GET /_sandbox/counts" -> Optional.of(counts(district.get()));
      case "GET /_sandbox/posts" -> Optional.of(posts(district.get()));
      case "GET /_sandbox/tokens" -> Optional.of(tokens(district.get()));
      case "DELETE /_sandbox/tokens" -> {
        district.get().revokeTokens();
        yield Optional.of(tokens(district.get()));
      }
      case "POST /_sandbox/snapshot" -> {
        district.get().takeSnapshot();
        yield Optional.of(counts(district.get()));
      }
      default -> Optional.empty();
    };
  }

  private static Answer counts(EdfiDistrict district) {
    ObjectNode counts = JsonNodeFactory.instance.objectNode();
    for (Resource resource : Model.get().resources()) {
      int count = district.count(resource.name());
      if (count > 0) {
        counts.put(resource.name(), count);
      }
    }
    return Answer.json(200, counts.toString());
  }

  private static Answer posts(EdfiDistrict district) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (EdfiPost post : district.posts()) {
      list.addObject()
          .put("at", post.at().toString())
          .put("resource", post.resource())
          .put("key", post.key())
          .put("status", post.status());
    }
    return Answer.json(200, list.toString());
  }

  private static Answer tokens(EdfiDistrict district) {
    return Answer.json(200, "{\"requests\":" + district.tokenRequests() + "}");
  }
}
