package org.purlin.io.edfi;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.purlin.io.edfi.District.Link;
import org.purlin.io.http.ClientCredentials;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.Probe;

/** Tries what a district's settings say, each thing once and for itself. */
public final class DistrictTrial {

  private final District district;
  private final EdfiSettings settings;

  public DistrictTrial(District district, EdfiSettings settings) {
    this.district = district;
    this.settings = settings;
  }

  /**
   * Asks for one token and throws it away. A server counts it among those it gave, 15 at most on
   * many, until it ends.
   *
   * @return how long it would have lived
   * @throws CredentialsRefusedException when the login is refused
   * @throws DistrictException when the district's settings do not fit its server
   */
  public Duration token() throws IOException, InterruptedException {
    Login login = district.login();
    if (!login.asksForToken()) {
      throw new DistrictException(
          district.key() + " has no key and secret that a token could be asked for with.");
    }
    URI tokens = Discovery.of(district, settings).urls().get(Link.TOKENS);
    try (Probe probe = Probe.open(settings.http(tokens))) {
      return probe.token(
          new ClientCredentials(tokens, login.key(), login.secret(), login.scope(), login.style()));
    } catch (IllegalArgumentException e) {
      throw new DistrictException(e.getMessage(), e);
    }
  }
}
