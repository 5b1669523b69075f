package org.purlin.io.edfi;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Pieces of URLs. */
final class Urls {

  private Urls() {}

  /** One segment of a path, or a value of a query. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Host and path, for messages. */
  static String place(URI url) {
    return url.getHost() + url.getPath();
  }

  /** Ed-Fi's plurals are regular: academies of agencies, addresses, students, staffs. */
  static String singular(String plural) {
    if (plural.endsWith("ies")) {
      return plural.substring(0, plural.length() - 3) + "y";
    }
    if (plural.endsWith("sses")) {
      return plural.substring(0, plural.length() - 2);
    }
    return plural.endsWith("s") ? plural.substring(0, plural.length() - 1) : plural;
  }
}
