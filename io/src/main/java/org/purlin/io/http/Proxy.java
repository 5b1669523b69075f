package org.purlin.io.http;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.purlin.io.secret.Masker;

/**
 * A proxy, its login resolved.
 *
 * @param user null when there is no login
 * @param password null when there is no login
 */
record Proxy(String host, int port, String user, String password) {

  /** What a proxy answers that wants a login, or another one. */
  static final int LOGIN_REQUIRED = 407;

  /** A proxy that forbids a destination forbids it the second time too. */
  private static final int ATTEMPTS_FOR_A_FORBIDDEN_TUNNEL = 1;

  /** Tells {@link Masker} the password, alone and as Basic sends it. */
  Proxy {
    if (user != null) {
      Masker.register(password);
      BasicAuthorization.register(user, password);
    }
  }

  static Proxy of(ProxySettings settings) {
    return new Proxy(
        settings.host(),
        settings.port(),
        settings.user(),
        settings.password() == null ? null : settings.password().resolve());
  }

  HttpHost address() {
    return new HttpHost("http", host, port);
  }

  /** What to say when it asked for a login and what it got was not enough. */
  CredentialsRefusedException refusal(Header[] challenges) {
    List<String> offered =
        Stream.of(challenges).map(challenge -> scheme(challenge.getValue())).distinct().toList();
    String problem =
        "The proxy "
            + this
            + " answered 407"
            + (user == null
                ? ": it wants a login. Give its user and password."
                : ": it does not accept the user and password given for it. Check them.");
    boolean possible =
        offered.stream()
            .anyMatch(name -> name.equalsIgnoreCase("Basic") || name.equalsIgnoreCase("Digest"));
    return new CredentialsRefusedException(
        possible || offered.isEmpty()
            ? problem
            : "The proxy "
                + this
                + " answered 407: it offers the login "
                + String.join(", ", offered)
                + " only, and Basic or Digest is needed. Let a small proxy on this machine that"
                + " logs in with Windows, such as Px, stand between, and name that one instead.");
  }

  /** What to say when it does not let us through. */
  WeatherException noTunnel(URI uri, int status) {
    String reason =
        "the proxy "
            + this
            + " answered "
            + status
            + " when asked for a way to "
            + Address.origin(uri);
    return (status == 429 || status >= 500
            ? WeatherException.noAnswer(reason, null)
            : WeatherException.lasting(reason, ATTEMPTS_FOR_A_FORBIDDEN_TUNNEL, null))
        .neverSent();
  }

  private static String scheme(String challenge) {
    return Problem.text(challenge.strip().split("[\\s,]", 2)[0]);
  }

  /** Host and port. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
