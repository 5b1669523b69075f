package org.purlin.io.http;

import java.io.Serializable;
import java.net.URI;
import org.purlin.io.secret.Secret;

/**
 * Who asks for an OAuth 2 access token (RFC 6749 4.4), and where. Holds references to secrets.
 *
 * @param tokenEndpoint gets the secret; its host must be among {@link HttpSettings#hosts()}
 * @param scope null when the endpoint asks for none
 */
public record ClientCredentials(
    URI tokenEndpoint, Secret clientId, Secret clientSecret, String scope, Style style)
    implements Serializable {

  /** How id and secret are sent. */
  public enum Style {
    /** In the form, beside grant type and scope; Microsoft Entra. */
    FORM,

    /** As HTTP Basic; the form holds grant type and scope only; Ed-Fi. */
    BASIC_AND_FORM
  }

  public ClientCredentials {
    if (Address.host(tokenEndpoint).isEmpty()
        || tokenEndpoint.getRawUserInfo() != null
        || tokenEndpoint.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "A token address must be a URL with a host and without a user, such as"
              + " https://login.example.com/oauth/token, but was: "
              + Address.shownWithoutQuery(tokenEndpoint));
    }
  }
}
