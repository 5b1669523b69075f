package org.purlin.io.edfi;

import java.io.Serializable;
import java.net.URI;
import org.purlin.io.http.ClientCredentials;
import org.purlin.io.secret.Secret;

/**
 * Who we are to a district's API. Holds references to secrets only.
 *
 * @param key where the client's key is; null with a bearer token, or without any login
 * @param secret where the client's secret is; null exactly when the key is
 * @param bearer where a token is that somebody gave us; goes before key and secret; may be null
 * @param tokenUrl where tokens are issued; null: where the discovery document says
 * @param scope an education organisation's id that narrows the token; null is none
 * @param style how key and secret are sent
 */
public record Login(
    Secret key,
    Secret secret,
    Secret bearer,
    URI tokenUrl,
    String scope,
    ClientCredentials.Style style)
    implements Serializable {

  public Login {
    if ((key == null) != (secret == null)) {
      throw new IllegalArgumentException("A client needs both its key and its secret.");
    }
  }

  /** A client by its key and secret, sent as HTTP Basic. */
  public static Login client(Secret key, Secret secret) {
    return new Login(key, secret, null, null, null, ClientCredentials.Style.BASIC_AND_FORM);
  }

  /** A token that somebody gave us. */
  public static Login bearer(Secret token) {
    return new Login(null, null, token, null, null, ClientCredentials.Style.BASIC_AND_FORM);
  }

  /** Whether a token has to be asked for. */
  boolean asksForToken() {
    return bearer == null && key != null;
  }
}
