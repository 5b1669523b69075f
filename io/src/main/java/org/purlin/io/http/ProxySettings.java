package org.purlin.io.http;

import java.io.Serializable;
import java.net.URI;
import java.util.regex.Pattern;
import org.purlin.io.secret.Secret;

/**
 * A proxy all requests go through, except those to this machine. It is spoken to over plain HTTP;
 * https requests travel encrypted through it.
 *
 * <p>Login is by HTTP Digest or Basic, whichever the proxy asks for. Digest is taken where both are
 * offered, because Basic shows the password to whoever listens between here and the proxy. A
 * Windows login (NTLM, Kerberos, Negotiate) is not offered: the HTTP library has given its support
 * for them up. A small proxy on this machine that logs in with Windows, such as Px, bridges that.
 *
 * @param user null exactly when the proxy asks for no login
 * @param password null exactly when {@code user} is
 */
public record ProxySettings(String host, int port, String user, Secret password)
    implements Serializable {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+]");

  public ProxySettings {
    if (!HOST.matcher(host).matches() || port < 1 || port > 65_535) {
      throw wrong("something else");
    }
    if ((user == null) != (password == null)) {
      throw new IllegalArgumentException("A proxy needs both a user and a password, or neither.");
    }
  }

  /**
   * Reads {@code http://proxy.council.example:8080}; {@code http://} may be left out.
   *
   * @throws IllegalArgumentException when it is anything else. A user in it is refused and not
   *     repeated, because a password would then be in the open.
   */
  public static ProxySettings parse(String address) {
    URI uri = ProxyAddress.uri(address);
    if (uri.getRawUserInfo() != null) {
      throw wrong("one with a user, which has settings of its own");
    }
    return new ProxySettings(uri.getHost(), uri.getPort(), null, null);
  }

  public ProxySettings withLogin(String name, Secret secret) {
    return new ProxySettings(host, port, name, secret);
  }

  private static IllegalArgumentException wrong(String found) {
    return new IllegalArgumentException(ProxyAddress.EXPECTED + ", but was " + found + ".");
  }

  /** Host and port. A user may be a person's name. */
  @Override
  public String toString() {
    return host + ":" + port + (user == null ? "" : " with a login");
  }
}
