package org.purlin.sandbox.edfi;

import java.util.List;
import java.util.Map;

/**
 * Why a request was refused.
 *
 * @param type without the common beginning {@code urn:ed-fi:api:}
 * @param errors further texts; may be empty
 * @param validationErrors texts by JSON path; may be empty
 */
record Problem(
    int status,
    String type,
    String title,
    String detail,
    List<String> errors,
    Map<String, List<String>> validationErrors) {

  private static final String CONSTRUCTION = "The request construction was invalid.";

  static Problem of(int status, String type, String title, String detail, String... errors) {
    return new Problem(status, type, title, detail, List.of(errors), Map.of());
  }

  static Problem invalid(Map<String, List<String>> validationErrors) {
    return new Problem(
        400,
        "bad-request:data-validation-failed",
        "Data Validation Failed",
        "Data validation failed. See 'validationErrors' for details.",
        List.of(),
        validationErrors);
  }

  static Problem badData(String detail) {
    return of(400, "bad-request:data", "Bad Request", detail);
  }

  static Problem parameter(String error) {
    return of(
        400,
        "bad-request:parameter-validation-failed",
        "Parameter Validation Failed",
        CONSTRUCTION,
        error);
  }

  static Problem unauthenticated(String error) {
    return of(
        401,
        "security:authentication",
        "Authentication Failed",
        "The caller could not be authenticated.",
        error);
  }

  static Problem unrelated(String association) {
    return of(
        403,
        "security:authorization",
        "Authorization Denied",
        "Access to the requested data could not be authorized. Hint: You may need to create a"
            + " corresponding '"
            + association
            + "' item.",
        "No relationships have been established between the caller and the requested data.");
  }

  static Problem forbidden(String error) {
    return of(
        403,
        "security:authorization",
        "Authorization Denied",
        "Access to the requested data could not be authorized.",
        error);
  }

  static Problem policy(String error) {
    return of(
        403,
        "security:data-policy:incorrect-usage",
        "Data Policy Incorrect Usage",
        "A data policy failure was encountered. The request was not constructed correctly for the"
            + " data policy that has been applied to this data for the caller.",
        error);
  }

  static Problem notFound() {
    return of(404, "not-found", "Not Found", "The specified item could not be found.");
  }

  static Problem method(String error) {
    return of(405, "method-not-allowed", "Method Not Allowed", CONSTRUCTION, error);
  }

  static Problem unresolved(String entity) {
    return of(
        409,
        "data-conflict:unresolved-reference",
        "Unresolved Reference",
        "The referenced '" + entity + "' item does not exist.");
  }

  static Problem dependent(String entity) {
    return of(
        409,
        "data-conflict:dependent-item-exists",
        "Dependent Item Exists",
        "The requested action cannot be performed because this item is referenced by an existing '"
            + entity
            + "' item.");
  }

  static Problem identity(String entity, boolean version8) {
    return of(
        409,
        version8 ? "identity-conflict" : "data-conflict:non-unique-identity",
        version8 ? "Identity Conflict" : "Non-Unique Identity",
        "The identity of this '" + entity + "' item is already taken by another item.");
  }

  static Problem keyChange(String entity) {
    return of(
        400,
        "bad-request:data-validation-failed:key-change-not-supported",
        "Key Change Not Supported",
        "Identifying values for the '" + entity + "' item cannot be changed. Delete and recreate.");
  }

  static Problem modified() {
    return of(
        412,
        "optimistic-lock-failed",
        "Optimistic Lock Failed",
        "The item has been modified by another user.");
  }

  static Problem tooLarge() {
    return of(413, "bad-request:too-large", "Content Too Large", "The body is too large.");
  }

  static Problem mediaType(int status) {
    return of(
        status,
        status == 406 ? "not-acceptable" : "unsupported-media-type",
        status == 406 ? "Not Acceptable" : "Unsupported Media Type",
        "The content type of the request is not supported here.");
  }

  static Problem tooManyTokens(int cap) {
    return of(
        429,
        "security:authentication:too-many-tokens",
        "Too Many Tokens",
        "The caller has authenticated too many times in too short of a time period.",
        "Too many access tokens have been requested (limit is "
            + cap
            + "). Access tokens should be reused until they expire.");
  }

  static Problem tooManyRequests() {
    return of(
        429,
        "too-many-requests",
        "Too Many Requests",
        "The number of allowed requests has been exceeded. Try again later.");
  }
}
