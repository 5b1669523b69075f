package org.purlin.transforms.edfi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /** A guess at how servers without types say that others refer to a record. */
  private static final List<String> DEPENDENT_HINTS =
      List.of("dependency of", "dependent", "referenced by", "cannot be deleted");

  /** A guess at how they say that two wrote at the same moment. */
  private static final List<String> MULTI_USER_HINTS =
      List.of("another user", "another consumer", "concurren", "deadlock");

  /** A guess at how they say that an identity is taken. */
  private static final List<String> IDENTITY_HINTS =
      List.of("duplicate", "natural key", "already exists", "identity conflict", "unique");

  /** A guess at how they say that a record referred to is missing. */
  private static final List<String> REFERENCE_HINTS =
      List.of("reference", "related", "does not exist");

  private ProblemKind() {}

  static Kind of(String type, int status, String reason) {
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
    return status == 409 ? ofConflict(reason.toLowerCase(Locale.ROOT)) : ofStatus(status);
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

  private static Kind ofConflict(String words) {
    if (hints(DEPENDENT_HINTS, words)) {
      return Kind.DEPENDENT_ITEM_EXISTS;
    }
    if (hints(MULTI_USER_HINTS, words)) {
      return Kind.MULTI_USER_CONFLICT;
    }
    if (hints(IDENTITY_HINTS, words)) {
      return Kind.IDENTITY_CONFLICT;
    }
    return hints(REFERENCE_HINTS, words) ? Kind.UNRESOLVED_REFERENCE : Kind.OTHER;
  }

  private static boolean hints(List<String> hints, String words) {
    return hints.stream().anyMatch(words::contains);
  }
}
