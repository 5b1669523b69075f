package org.purlin.io.amplitude;

import java.io.Serializable;
import java.net.URI;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.secret.Secret;

/**
 * Where events are asked for, and as whom.
 *
 * @param apiKey names the project; its public half
 * @param secretKey the secret half
 * @param http where, such as https://amplitude.com, with time-outs and retries
 */
public record AmplitudeSource(ApiKey apiKey, Secret secretKey, HttpSettings http)
    implements Serializable {

  /** US residency; analytics.amplitude.com is the web app and no API host. */
  public static final URI US = URI.create("https://amplitude.com");

  /** EU residency. */
  public static final URI EU = URI.create("https://analytics.eu.amplitude.com");

  private static final String PATH = "/api/2/export";

  URI endpoint() {
    return http.endpoint();
  }

  URI export(HourWindow window) {
    String base = endpoint().toString().replaceAll("/+$", "");
    return URI.create(
        base
            + PATH
            + "?start="
            + Hours.compact(window.first())
            + "&end="
            + Hours.compact(window.last()));
  }

  Authorization authorization() {
    return Authorization.basic(apiKey.value(), secretKey);
  }

  /**
   * Resolves both keys once, so that a missing one is said before anything is run.
   *
   * @throws org.purlin.io.secret.UnresolvedSecretException naming the reference
   */
  public void checkCredentials() {
    apiKey.value();
    secretKey.resolve();
  }

  /**
   * Names host and project in the ledger: two projects must not take each other's hours for done.
   */
  public String ledgerName() {
    return "project-" + Fingerprint.of(endpoint() + "|" + apiKey.value(), new byte[0]);
  }
}
