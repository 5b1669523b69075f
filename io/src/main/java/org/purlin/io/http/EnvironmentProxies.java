package org.purlin.io.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the environment says about proxies: {@code HTTPS_PROXY} for https, {@code HTTP_PROXY} for
 * plain http, and {@code NO_PROXY}, each also in lower case. No standard defines them; this follows
 * what curl does (https://curl.se/docs/manpage.html#ENVIRONMENT).
 *
 * <p>{@code NO_PROXY} is {@code *} or hosts with commas between: {@code council.example} is that
 * host and all below it, with a leading dot or without; a port narrows it. Ranges of addresses
 * ({@code 10.0.0.0/8}) are not understood and match nothing.
 */
final class EnvironmentProxies {

  private final UnaryOperator<String> variables;

  /**
   * @param variables gives a variable's value, null when it is not set
   */
  EnvironmentProxies(UnaryOperator<String> variables) {
    this.variables = variables;
  }

  /**
   * Returns the proxy to this URI; empty when there is none.
   *
   * @throws IllegalArgumentException naming the variable when its value is not a proxy's address
   */
  Optional<Proxy> to(URI uri) {
    return isExempt(uri) ? Optional.empty() : named(Address.isSecure(uri) ? "HTTPS" : "HTTP");
  }

  /** Those of both schemes. */
  Stream<Proxy> all() {
    return Stream.of("HTTPS", "HTTP").flatMap(scheme -> named(scheme).stream());
  }

  private Optional<Proxy> named(String scheme) {
    String name = scheme + "_PROXY";
    return value(name).map(text -> proxy(name, text));
  }

  private Optional<String> value(String name) {
    return Stream.of(name, name.toLowerCase(Locale.ROOT))
        .flatMap(either -> Stream.ofNullable(variables.apply(either)))
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  private static Proxy proxy(String variable, String text) {
    URI uri;
    try {
      uri = ProxyAddress.uri(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Environment variable " + variable + ": " + e.getMessage(), e);
    }
    String login = uri.getRawUserInfo();
    if (login == null) {
      return new Proxy(uri.getHost(), uri.getPort(), null, null);
    }
    String[] parts = login.split(":", 2);
    return new Proxy(
        uri.getHost(),
        uri.getPort(),
        decoded(parts[0]),
        parts.length == 1 ? "" : decoded(parts[1]));
  }

  /** A plus stands for itself in this part of a URI. */
  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private boolean isExempt(URI uri) {
    String host = Address.host(uri);
    int port = uri.getPort() >= 0 ? uri.getPort() : Address.isSecure(uri) ? 443 : 80;
    return value("NO_PROXY").stream()
        .flatMap(list -> Stream.of(list.split("[,\\s]+")))
        .map(entry -> entry.toLowerCase(Locale.ROOT))
        .anyMatch(entry -> entry.equals("*") || covers(entry, host, port));
  }

  private static boolean covers(String entry, String host, int port) {
    String suffix = ":" + port;
    String name =
        entry.endsWith(suffix) ? entry.substring(0, entry.length() - suffix.length()) : entry;
    String bare =
        name.startsWith("*.") ? name.substring(2) : name.startsWith(".") ? name.substring(1) : name;
    return !bare.isEmpty() && (host.equals(bare) || host.endsWith("." + bare));
  }
}
