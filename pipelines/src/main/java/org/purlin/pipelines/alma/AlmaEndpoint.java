package org.purlin.pipelines.alma;

import java.net.URI;
import org.purlin.io.alma.AlmaSource;
import org.purlin.io.http.Authorization;
import org.purlin.io.secret.Secret;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.UserMistakeException;

/** Makes values of {@link AlmaOptions}. */
final class AlmaEndpoint {

  /** A name in the domain system; it goes into a host's name and into paths. */
  private static final String SUBDOMAIN = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";

  private AlmaEndpoint() {}

  static String subdomain(AlmaOptions options) {
    String subdomain = options.getSubdomain();
    if (subdomain == null || !subdomain.strip().matches(SUBDOMAIN)) {
      throw new UserMistakeException(
          "--subdomain must be what stands before .api.getalma.com, letters, digits and -, but "
              + (subdomain == null ? "was not given." : "was: " + subdomain));
    }
    return subdomain.strip();
  }

  static URI url(AlmaOptions options) {
    String subdomain = subdomain(options);
    if (options.getUrl() == null) {
      return options.getEnvironment() == AlmaOptions.Environment.DEVELOPMENT
          ? AlmaSource.development()
          : AlmaSource.production(subdomain);
    }
    return OptionValues.url("--url", options.getUrl(), "https://oakdistrict.api.getalma.com");
  }

  static Authorization authorization(AlmaOptions options) {
    return Authorization.digest(
        Secret.parse("--key", options.getKey()), Secret.parse("--secret", options.getSecret()));
  }
}
