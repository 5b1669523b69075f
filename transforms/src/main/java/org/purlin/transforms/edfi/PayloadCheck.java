package org.purlin.transforms.edfi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.purlin.transforms.edfi.Checked.Ready;
import org.purlin.transforms.edfi.Checked.Unfit;

/**
 * Says before a payload is sent whether the server would refuse it, and takes out of it what only a
 * server writes. Without a model only what no server takes is refused. A reason names places and
 * expectations, never a value. Immutable and safe for threads.
 */
public final class PayloadCheck implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Text that is no JSON, or goes on after it. */
  public static final String INVALID_JSON = "purlin:invalid-json";

  /** JSON that is no object. */
  public static final String NOT_AN_OBJECT = "purlin:not-an-object";

  /** No text, or an object without a property. */
  public static final String EMPTY = "purlin:empty";

  /** More than {@link #MAX_BYTES}. */
  public static final String TOO_LARGE = "purlin:too-large";

  /** A key that stands in one object twice. */
  public static final String DUPLICATE_PROPERTY = "purlin:duplicate-property";

  /** Text that cannot be written as UTF-8. */
  public static final String INVALID_TEXT = "purlin:invalid-text";

  /** A property the server asks for is not there, or null. */
  public static final String MISSING_PROPERTY = "purlin:missing-property";

  /** A property the server does not have. */
  public static final String UNKNOWN_PROPERTY = "purlin:unknown-property";

  /** A property the server has, but spells in other cases. */
  public static final String PROPERTY_CASE = "purlin:property-case";

  /** A value of another type than the server asks for, and no text that is one of that type. */
  public static final String WRONG_TYPE = "purlin:wrong-type";

  /** A text that is no date, time or date-time where one is asked for. */
  public static final String INVALID_DATE = "purlin:invalid-date";

  /** A text longer than the server takes. */
  public static final String TOO_LONG = "purlin:too-long";

  /**
   * The largest body sent, in bytes. Our choice: real records have some kilobytes, and servers and
   * proxies begin to refuse bodies at a few megabytes.
   */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final ResourceModel model;

  private PayloadCheck(ResourceModel model) {
    this.model = model;
  }

  /**
   * A check against what the server says of a resource.
   *
   * @param model null when the server does not describe the resource
   */
  public static PayloadCheck of(ResourceModel model) {
    return new PayloadCheck(model);
  }

  /** Checks one payload; null counts as empty. */
  public Checked check(String text) {
    List<String> removed = new ArrayList<>();
    try {
      if (text == null || text.isBlank()) {
        throw new UnfitException(EMPTY, "", "expected a JSON object, but the payload is empty");
      }
      String json = text;
      if (json.charAt(0) == BYTE_ORDER_MARK) {
        json = json.substring(1);
        removed.add("byte order mark");
      }
      ObjectNode body = PayloadReader.read(json);
      removed.addAll(ServerMembers.strip(body));
      if (body.isEmpty()) {
        throw new UnfitException(EMPTY, "", "expected a record, but the object has no property");
      }
      if (model != null) {
        new ModelCheck().check(body, model.properties());
      }
      return new Ready(
          EdfiJson.text(body),
          model == null ? null : NaturalKey.of(model, body).orElse(null),
          Canonical.sha256(Canonical.exact(body)),
          List.copyOf(removed));
    } catch (UnfitException e) {
      return new Unfit(e.type(), e.getMessage(), e.path());
    }
  }
}
