package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.purlin.sandbox.Answer;

/** A call that is answered with an error, in the form all of Google's older APIs share. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String reason;
  private final transient List<ObjectNode> details;

  Refused(int status, String reason, String message) {
    this(status, reason, message, List.of());
  }

  private Refused(int status, String reason, String message, List<ObjectNode> details) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.details = List.copyOf(details);
  }

  /** The same with what a job's list of errors says besides. */
  Refused with(List<ObjectNode> more) {
    return new Refused(status, reason, getMessage(), more);
  }

  static Refused invalid(String message) {
    return new Refused(400, "invalid", message);
  }

  static Refused invalidQuery(String message) {
    return new Refused(400, "invalidQuery", message);
  }

  static Refused notFound(String message) {
    return new Refused(404, "notFound", message);
  }

  static Refused duplicate(String message) {
    return new Refused(409, "duplicate", message);
  }

  /** For what the real API can do and this stand-in cannot. */
  static Refused unsupported(String what) {
    return new Refused(501, "notImplemented", "The stand-in does not know " + what + ".");
  }

  /** An ErrorProto, as jobs tell of errors. */
  static ObjectNode proto(String reason, String message) {
    return JsonNodeFactory.instance.objectNode().put("reason", reason).put("message", message);
  }

  /** The status of a job that ended this way: the error, and all errors with it as the first. */
  void describe(ObjectNode status) {
    status.set("errorResult", proto(reason, getMessage()));
    ArrayNode errors = status.putArray("errors").add(proto(reason, getMessage()));
    details.forEach(errors::add);
  }

  Answer answer() {
    return Answer.json(status, body(status, reason, getMessage()));
  }

  /** An error's body. */
  static String body(int status, String reason, String message) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.put("code", status).put("message", message);
    error
        .putArray("errors")
        .addObject()
        .put("message", message)
        .put("domain", "global")
        .put("reason", reason);
    return JsonNodeFactory.instance.objectNode().set("error", error).toString();
  }
}
