package org.purlin.sandbox.alma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.purlin.sandbox.Answer;

/** Errors in the form of RFC 7807. What the vendor writes into them is not known. */
final class Problem {

  private Problem() {}

  static Answer answer(int status, String title, String detail) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("type", "about:blank").put("title", title).put("status", status);
    body.put("detail", detail);
    return Answer.json(status, body.toString()).with("Content-Type", "application/problem+json");
  }

  static Answer notFound() {
    return answer(404, "Not Found", "There is nothing at this path.");
  }

  static Answer forbidden(String detail) {
    return answer(403, "Forbidden", detail);
  }
}
