package org.purlin.transforms.edfi;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Why a server said no, in whatever shape it says so.
 *
 * @param type the server's own type, for example {@code
 *     urn:ed-fi:api:data-conflict:unresolved-reference}; null when it gave none
 * @param reason one line of at most {@link #MAX_REASON_BYTES}; never empty
 * @param path the first place in the payload the server blames; null when it names none
 * @param kind what can be done about it
 */
public record ApiProblem(String type, String reason, String path, Kind kind)
    implements Serializable {

  /** Most bytes of a reason in UTF-8. */
  public static final int MAX_REASON_BYTES = 1000;

  /** What a refusal means for the one who sent the request. */
  public enum Kind {
    /** A record that is referred to is not there, or not yet. */
    UNRESOLVED_REFERENCE,
    /** Others refer to the record, so it cannot be deleted. */
    DEPENDENT_ITEM_EXISTS,
    /** Another record has this identity or a value that must be unique. */
    IDENTITY_CONFLICT,
    /** Someone wrote the same record at the same moment; sending again may succeed. */
    MULTI_USER_CONFLICT,
    /** Known, but not allowed. */
    NOT_AUTHORIZED,
    /** Not known: the token is missing, wrong or old. */
    AUTHENTICATION,
    /** Too many requests or tokens; later may succeed. */
    TOO_MANY,
    NOT_FOUND,
    /** The record is not the one the request's etag speaks of. */
    PRECONDITION,
    /** The payload or the request is wrong. */
    VALIDATION,
    OTHER
  }

  /** What a type looks like; anything else in its place is not repeated. */
  private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9+.:/#_-]{0,199}");

  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_$.\\[\\]{}/-]{1,200}");

  /**
   * Reads an answer that is no success.
   *
   * @param contentType null when the server gave none
   * @param body null or empty when there was none
   */
  public static ApiProblem read(int status, String contentType, String body) {
    ProblemText text = textOf(status, contentType, body == null ? "" : body.strip());
    String type = matching(TYPE, text.type());
    String reason = OneLine.of(text.reason(), MAX_REASON_BYTES);
    return new ApiProblem(
        type,
        reason.isEmpty() ? "HTTP " + status + " without a reason" : reason,
        matching(PATH, text.path()),
        ProblemKind.of(type, status, OneLine.of(text.words(), MAX_REASON_BYTES)));
  }

  private static ProblemText textOf(int status, String contentType, String body) {
    if (body.isEmpty()) {
      return ProblemText.of("HTTP " + status + " without a body");
    }
    if (body.startsWith("<")) {
      return ProblemText.ofPage(status, body);
    }
    try {
      return ProblemText.ofJson(EdfiJson.MAPPER.readTree(body));
    } catch (JsonProcessingException | NumberFormatException notJson) {
      boolean isPage = contentType != null && contentType.contains("html");
      return isPage ? ProblemText.ofPage(status, body) : ProblemText.ofText(body);
    }
  }

  private static String matching(Pattern pattern, String text) {
    return text != null && pattern.matcher(text).matches() ? text : null;
  }
}
