package org.purlin.sandbox.coinmarketcap;

import java.util.Arrays;
import java.util.Optional;
import org.purlin.sandbox.Request;

/** What can be asked for. */
enum Endpoint {
  LISTINGS_V1("/v1/cryptocurrency/listings/latest"),
  LISTINGS_V3("/v3/cryptocurrency/listings/latest"),
  MAP("/v1/cryptocurrency/map"),
  INFO("/v2/cryptocurrency/info"),
  QUOTES_V2("/v2/cryptocurrency/quotes/latest"),
  QUOTES_V3("/v3/cryptocurrency/quotes/latest"),
  KEY_INFO("/v1/key/info");

  /** Before the path of requests without a key. */
  static final String KEYLESS = "/public-api";

  private final String path;

  Endpoint(String path) {
    this.path = path;
  }

  /** The endpoint at a path, with or without {@link #KEYLESS}. */
  static Optional<Endpoint> of(String path) {
    String plain = isKeyless(path) ? path.substring(KEYLESS.length()) : path;
    return Arrays.stream(values()).filter(one -> one.path.equals(plain)).findFirst();
  }

  static boolean isKeyless(String path) {
    return path.startsWith(KEYLESS + "/");
  }

  boolean isAskedBy(Request request) {
    return of(request.path()).filter(this::equals).isPresent();
  }

  static boolean isListings(Request request) {
    return LISTINGS_V1.isAskedBy(request) || LISTINGS_V3.isAskedBy(request);
  }

  static boolean isQuotes(Request request) {
    return QUOTES_V2.isAskedBy(request) || QUOTES_V3.isAskedBy(request);
  }

  String path() {
    return path;
  }

  /** Whether error codes are texts, an absent notice is empty, and quotes are lists. */
  boolean isV3() {
    return path.startsWith("/v3/");
  }
}
