package org.purlin.transforms.edfi;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.purlin.transforms.edfi.ApiProblem.Kind;

/** Decides what a refusal means: by its type, else by its status and, for a conflict, its words. */
final class ProblemKind {

  private static final String ROOT = "urn:ed-fi:api:";

  /** Types and all that stand below them, the most special first. */
  private static final Map<String, Kind> BY_TYPE = new LinkedHashMap<>();

  static {
    BY_TYPE.put("data-conflict:unresolved-reference", Kind.UNRESOLVED_REFERENCE);
    BY_TYPE.put("data-conflict:dependent-item-exists", Kind.DEPENDENT_ITEM_EXISTS);
    BY_TYPE.put("data-conflict:non-unique-identity", Kind.IDENTITY_CONFLICT);
    BY_TYPE.put("data-conflict:non-unique-values", Kind.IDENTITY_CONFLICT);
    BY_TYPE.put("data-conflict:identity-conflict", Kind.IDENTITY_CONFLICT);
    BY_TYPE.put("data-conflict:multi-user-conflict", Kind.MULTI_USER_CONFLICT);
    BY_TYPE.put("unresolved-reference", Kind.UNRESOLVED_REFERENCE);
    BY_TYPE.put("dependent-item-exists", Kind.DEPENDENT_ITEM_EXISTS);
    BY_TYPE.put("identity-conflict", Kind.IDENTITY_CONFLICT);
    BY_TYPE.put("non-unique-identity", Kind.IDENTITY_CONFLICT);
    BY_TYPE.put("non-unique-values", Kind.IDENTITY_CONFLICT);
    BY_TYPE.put("multi-user-conflict", Kind.MULTI_USER_CONFLICT);
    BY_TYPE.put("optimistic-lock-failed", Kind.PRECONDITION);
    BY_TYPE.put("too-many-requests", Kind.TOO_MANY);
    BY_TYPE.put("security:authentication:too-many-tokens", Kind.TOO_MANY);
    BY_TYPE.put("security:authentication", Kind.AUTHENTICATION);
    BY_TYPE.put("security:authorization", Kind.NOT_AUTHORIZED);
    BY_TYPE.put("not-found", Kind.NOT_FOUND);
    BY_TYPE.put("bad-request", Kind.VALIDATION);
  }

  /** A guess at how servers without types say that a record referred to is missing. */
  private static final Pattern MISSING =
      words("(do|does|did) not exist|reference validation|unresolved|missing references?");

  /** A guess at how they say that others refer to a record. */
  private static final Pattern DEPENDENT =
      words("dependency of|dependents?|referenced by|can( ?not|'t) be deleted");

  /** A guess at how they say that two wrote at the same moment. */
  private static final Pattern MULTI_USER =
      words("another (user|consumer)|concurren(t|cy|tly)|deadlock(s|ed)?");

  /** A guess at how they speak of a reference when nothing says that it is one to this record. */
  private static final Pattern REFERENCE = words("reference[sd]?|related");

  /** A guess at how they say that an identity is taken. */
  private static final Pattern IDENTITY =
      words("duplicate[sd]?|natural key|already exists?|identity conflict|unique(ness)?");

  /** Names and values that a message repeats, and that say nothing of what it means. */
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|(?<!\\w)'[^']*'(?!\\w)");

  private ProblemKind() {}

  /**
   * Decides.
   *
   * @param type null when the server gave none
   * @param words what the server says in sentences, without data it echoes
   */
  static Kind of(String type, int status, String words) {
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith(ROOT)) {
      String below = type.toLowerCase(Locale.ROOT).substring(ROOT.length());
      for (Map.Entry<String, Kind> known : BY_TYPE.entrySet()) {
        if (below.equals(known.getKey()) || below.startsWith(known.getKey() + ":")) {
          return known.getValue();
        }
      }
      // A type of Ed-Fi's that says nothing known is not overruled by words.
      return status == 409 ? Kind.OTHER : ofStatus(status);
    }
    return status == 409 ? ofConflict(QUOTED.matcher(words).replaceAll(" ")) : ofStatus(status);
  }

  private static Kind ofStatus(int status) {
    return switch (status) {
      case 400, 422 -> Kind.VALIDATION;
      case 401 -> Kind.AUTHENTICATION;
      case 403 -> Kind.NOT_AUTHORIZED;
      case 404, 410 -> Kind.NOT_FOUND;
      case 412 -> Kind.PRECONDITION;
      case 429 -> Kind.TOO_MANY;
      default -> Kind.OTHER;
    };
  }

  /** A mistake for a missing reference costs one more try, any other one the record. */
  private static Kind ofConflict(String words) {
    if (MISSING.matcher(words).find()) {
      return Kind.UNRESOLVED_REFERENCE;
    }
    if (DEPENDENT.matcher(words).find()) {
      return Kind.DEPENDENT_ITEM_EXISTS;
    }
    if (MULTI_USER.matcher(words).find()) {
      return Kind.MULTI_USER_CONFLICT;
    }
    if (REFERENCE.matcher(words).find()) {
      return Kind.UNRESOLVED_REFERENCE;
    }
    return IDENTITY.matcher(words).find() ? Kind.IDENTITY_CONFLICT : Kind.OTHER;
  }

  private static Pattern words(String alternatives) {
    return Pattern.compile("\\b(" + alternatives + ")\\b", Pattern.CASE_INSENSITIVE);
  }
}
