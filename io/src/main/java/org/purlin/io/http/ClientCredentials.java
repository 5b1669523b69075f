package org.purlin.io.http;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import org.purlin.io.secret.Secret;

/**
 * Who asks for an OAuth 2 access token (RFC 6749 4.4), and where. Holds references to secrets.
 *
 * @param tokenEndpoint gets the secret; its host must be among {@link HttpSettings#hosts()}
 * @param scope null when the endpoint asks for none
 * @param assumedLife how long a token lives where the answer does not say it, or says nonsense
 */
public record ClientCredentials(
    URI tokenEndpoint,
    Secret clientId,
    Secret clientSecret,
    String scope,
    Style style,
    Duration assumedLife)
    implements Serializable {

  /** How id and secret are sent. */
  public enum Style {
    /** In the form, beside grant type and scope; Microsoft Entra. */
    FORM,

    /**
     * As HTTP Basic; the form holds grant type and scope only; Ed-Fi. Neither id nor secret may
     * hold a colon: Basic ends the id there, and Ed-Fi's servers refuse a secret with one.
     */
    BASIC_AND_FORM
  }

  /** RFC 6749 has no default. */
  public static final Duration DEFAULT_ASSUMED_LIFE = Duration.ofHours(1);

  public ClientCredentials {
    if (assumedLife.toMillis() <= 0) {
      throw new IllegalArgumentException(
          "A token must be assumed to live for some time, but was: " + assumedLife);
    }
    if (Address.host(tokenEndpoint).isEmpty()
        || tokenEndpoint.getRawUserInfo() != null
        || tokenEndpoint.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "A token address must be a URL with a host and without a user, such as"
              + " https://login.example.com/oauth/token, but was: "
              + Address.shownWithoutQuery(tokenEndpoint));
    }
  }

  /** With the default for how long a token lives. */
  public ClientCredentials(
      URI tokenEndpoint, Secret clientId, Secret clientSecret, String scope, Style style) {
    this(tokenEndpoint, clientId, clientSecret, scope, style, DEFAULT_ASSUMED_LIFE);
  }

  /** The same, for an endpoint whose tokens are known to live this long. */
  public ClientCredentials withAssumedLife(Duration life) {
    return new ClientCredentials(tokenEndpoint, clientId, clientSecret, scope, style, life);
  }
}
