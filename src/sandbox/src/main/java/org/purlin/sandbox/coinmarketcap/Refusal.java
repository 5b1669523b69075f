package org.purlin.sandbox.coinmarketcap;

import java.util.Arrays;

/**
 * Why nothing is given. The texts of 1001, 1008 and 1009 were recorded; the others follow the
 * vendor's documents, and that of 1022 is a guess.
 */
enum Refusal {
  BAD_REQUEST(400, 400, "Invalid value for \"id\""),
  KEY_INVALID(401, 1001, "This API Key is invalid."),
  KEY_MISSING(401, 1002, "API key missing."),
  PLAN_NOT_ACTIVE(402, 1003, "Your API Key must be activated."),
  PLAN_EXPIRED(402, 1004, "Your API Key's subscription plan has expired."),
  KEY_REQUIRED(403, 1005, "An API Key is required for this call."),
  NOT_IN_PLAN(403, 1006, "Your API Key subscription plan doesn't support this endpoint."),
  KEY_DISABLED(403, 1007, "This API Key has been disabled. Please contact support."),
  MINUTE(
      429,
      1008,
      "You've exceeded your API Key's HTTP request rate limit. Rate limits reset every minute."),
  DAY(429, 1009, "You've exceeded your API Key's daily rate limit."),
  MONTH(429, 1010, "You've exceeded your API Key's monthly rate limit."),
  ADDRESS(429, 1011, "You've hit an IP rate limit."),
  ANONYMOUS_POOL(429, 1022, "You've exceeded the rate limit for requests without an API Key."),
  INTERNAL(500, 500, "An internal server error occurred.");

  private final int status;
  private final int code;
  private final String message;

  Refusal(int status, int code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  /**
   * The refusal with a code.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Refusal of(int code) {
    return Arrays.stream(values())
        .filter(one -> one.code == code)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "code must be 400, 500, 1001 to 1011 or 1022, but was: " + code));
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  String message() {
    return message;
  }
}
