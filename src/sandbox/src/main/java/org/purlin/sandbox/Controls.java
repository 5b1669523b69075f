package org.purlin.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** Answers the {@code /_sandbox/} paths. They are neither remembered nor counted as in flight. */
final class Controls {

  private static final String PREFIX = "/_sandbox/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Api api;
  private final Faults faults;
  private final RequestLog log;

  Controls(Api api, Faults faults, RequestLog log) {
    this.api = api;
    this.faults = faults;
    this.log = log;
  }

  static boolean claims(Request request) {
    return request.path().startsWith(PREFIX);
  }

  Answer answer(Request request) throws IOException {
    return switch (request.method() + " " + request.path()) {
      case "GET /_sandbox/requests" -> Answer.json(200, JSON.writeValueAsString(requests()));
      case "POST /_sandbox/faults" -> queue(request.body());
      case "DELETE /_sandbox/faults" -> {
        faults.clear();
        yield pending();
      }
      default -> {
        Optional<Answer> own = api.control(request);
        yield own.isPresent() ? own.get() : Answer.text(404, "no such control: " + request + "\n");
      }
    };
  }

  private Answer queue(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      if (json.isArray()) {
        for (JsonNode one : json) {
          api.queueFault(one, faults);
        }
      } else {
        api.queueFault(json, faults);
      }
      return pending();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Answer.text(400, e.getMessage() + "\n");
    }
  }

  private Answer pending() {
    return Answer.json(200, "{\"pending\":" + faults.pending() + "}");
  }

  private ObjectNode requests() {
    ObjectNode root = JSON.createObjectNode().put("maxInFlight", log.maxInFlight());
    ArrayNode list = root.putArray("requests");
    for (SeenRequest seen : log.requests()) {
      ObjectNode one = list.addObject();
      one.put("at", seen.at().toString()).put("method", seen.method()).put("path", seen.path());
      ObjectNode parameters = one.putObject("parameters");
      seen.parameters().forEach(parameters::put);
      ArrayNode headers = one.putArray("headers");
      seen.headers().forEach(headers::add);
    }
    return root;
  }
}
