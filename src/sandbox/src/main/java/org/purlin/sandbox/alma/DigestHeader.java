package org.purlin.sandbox.alma;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An {@code Authorization} header of HTTP Digest, taken apart. */
record DigestHeader(Map<String, String> parts) {

  private static final String SCHEME = "digest ";

  private static final Pattern PART =
      Pattern.compile(
          "\\s*([A-Za-z0-9*]+)\\s*=\\s*"
              + "(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^\\s,\"]+))\\s*");

  private static final Set<String> QUOTED =
      Set.of("username", "realm", "nonce", "uri", "response", "cnonce", "opaque");
  private static final Set<String> UNQUOTED = Set.of("qop", "nc", "algorithm");

  static boolean isDigest(String header) {
    return header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
  }

  /** Empty when a part is missing, twice there or in a form RFC 7616 forbids. */
  static Optional<DigestHeader> read(String header) {
    Map<String, String> parts = new LinkedHashMap<>();
    Matcher part = PART.matcher(header);
    for (int from = SCHEME.length(); from <= header.length(); from = part.end() + 1) {
      part.region(from, header.length());
      if (!part.lookingAt() || (part.end() < header.length() && header.charAt(part.end()) != ',')) {
        return Optional.empty();
      }
      String name = part.group(1).toLowerCase(Locale.ROOT);
      String quoted = part.group(2);
      boolean wrongForm = (quoted == null ? QUOTED : UNQUOTED).contains(name);
      String value = quoted == null ? part.group(3) : quoted.replaceAll("\\\\(.)", "$1");
      if (wrongForm || parts.put(name, value) != null) {
        return Optional.empty();
      }
    }
    boolean whole =
        parts.keySet().containsAll(QUOTED)
            && parts.getOrDefault("qop", "").equals("auth")
            && parts.getOrDefault("nc", "").matches("[0-9a-f]{8}");
    return whole ? Optional.of(new DigestHeader(parts)) : Optional.empty();
  }

  String get(String name) {
    return parts.getOrDefault(name, "");
  }

  DigestAlgorithm.Session session() {
    return new DigestAlgorithm.Session(get("nonce"), get("nc"), get("cnonce"), get("qop"));
  }

  /** Leaves out the parts, which name the client. */
  @Override
  public String toString() {
    return "DigestHeader";
  }
}
