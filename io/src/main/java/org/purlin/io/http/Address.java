package org.purlin.io.http;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purlin.io.secret.Masker;

/** What can be told from a URI without asking it. */
final class Address {

  /** 127.0.0.0/8, ::1 and the name for them. Names are not looked up: DNS may say anything. */
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");

  /** Query parameters whose values are credentials, in a comparable form. */
  private static final Set<String> SECRET_PARAMETERS =
      Set.of(
          "key",
          "apikey",
          "secret",
          "secretkey",
          "clientsecret",
          "token",
          "accesstoken",
          "refreshtoken",
          "password",
          "pwd",
          "auth",
          "authorization",
          "signature",
          "sig",
          "code",
          "xamzsignature",
          "xamzcredential",
          "xamzsecuritytoken",
          "xgoogsignature",
          "xgoogcredential");

  private static final Pattern PARAMETER = Pattern.compile("([^=&]+)=([^&]*)");

  private Address() {}

  /** The host in lower case without a last dot; empty when the URI has none. */
  static String host(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  static boolean isSecure(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  static boolean isLoopback(URI uri) {
    return LOOPBACK.matcher(host(uri)).matches();
  }

  /** Scheme, host and port: where credentials may go. */
  static String origin(URI uri) {
    int port = uri.getPort() >= 0 ? uri.getPort() : isSecure(uri) ? 443 : 80;
    return (isSecure(uri) ? "https://" : "http://") + host(uri) + ":" + port;
  }

  /** The URL for a message: no user info, no fragment, values of secret parameters masked. */
  static String shown(URI uri) {
    String query = uri.getRawQuery() == null ? "" : "?" + maskParameters(uri.getRawQuery());
    return shownWithoutQuery(uri) + Masker.mask(query);
  }

  /** For places we did not choose, whose parameters we do not know. */
  static String shownWithoutQuery(URI uri) {
    String path = uri.getHost() == null || uri.getRawPath() == null ? "" : uri.getRawPath();
    return shownWithoutPath(uri) + Masker.mask(path);
  }

  /** For places whose paths may say who somebody is. */
  static String shownWithoutPath(URI uri) {
    if (uri.getHost() == null) {
      return uri.getScheme() == null ? "a URI without a scheme" : uri.getScheme() + ":…";
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + host(uri) + port;
  }

  private static String maskParameters(String query) {
    return PARAMETER
        .matcher(query)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    isSecret(found.group(1)) ? found.group(1) + "=" + Masker.MASK : found.group()));
  }

  private static boolean isSecret(String name) {
    return SECRET_PARAMETERS.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
  }
}
