package org.purlin.io.http;

import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which URIs may be asked, also those found in data. Hosts are compared by name, without case and
 * without looking them up; ports are not compared.
 *
 * @param patterns exact hosts ({@code api.example.com}) and suffixes ({@code *.example.com}, which
 *     is every host below {@code example.com} and not that host itself)
 * @param plainHttp whether {@code http://} may leave this machine; to loopback it always may
 */
public record AllowedHosts(List<String> patterns, boolean plainHttp) implements Serializable {

  private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9_.-]+|\\[[0-9a-f:.]+]");

  public AllowedHosts {
    patterns = patterns.stream().map(pattern -> pattern.toLowerCase(Locale.ROOT)).toList();
    for (String pattern : patterns) {
      if (!HOST.matcher(pattern).matches()) {
        throw new IllegalArgumentException(
            "An allowed host must look like api.example.com or *.example.com, but was: " + pattern);
      }
    }
  }

  /** These hosts over https, and over plain http where they are this machine. */
  public static AllowedHosts of(String... patterns) {
    return new AllowedHosts(List.of(patterns), false);
  }

  /** These hosts besides. */
  public AllowedHosts and(String... more) {
    return new AllowedHosts(
        Stream.concat(patterns.stream(), Stream.of(more)).distinct().toList(), plainHttp);
  }

  /** The same hosts, also over plain http. Credentials then travel readably. */
  public AllowedHosts allowPlainHttp() {
    return new AllowedHosts(patterns, true);
  }

  /**
   * Returns normally when this URI may be asked.
   *
   * @throws RefusedAddressException saying what is wrong with it; its query is not repeated
   */
  public void check(URI uri) throws RefusedAddressException {
    check(uri, Address.shownWithoutQuery(uri));
  }

  /** The same, with the URI in the message as it is given here. */
  void check(URI uri, String shown) throws RefusedAddressException {
    boolean plain = "http".equalsIgnoreCase(uri.getScheme());
    if (!plain && !Address.isSecure(uri)) {
      throw new RefusedAddressException("A URL must start with https://, but was: " + shown);
    }
    if (uri.getRawUserInfo() != null) {
      throw new RefusedAddressException(
          "A URL must not hold a user or password, but this one does: " + shown);
    }
    String host = Address.host(uri);
    if (patterns.stream().noneMatch(pattern -> matches(pattern, host))) {
      throw new RefusedAddressException(
          "The host of " + shown + " is not allowed; allowed: " + String.join(", ", patterns));
    }
    if (plain && !plainHttp && !Address.isLoopback(uri)) {
      throw new RefusedAddressException(
          shown
              + " is not encrypted, so anyone on the way could read credentials and data. Use"
              + " https://, or allow plain http (allowPlainHttp) on a network you trust.");
    }
  }

  private static boolean matches(String pattern, String host) {
    return pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
  }
}
