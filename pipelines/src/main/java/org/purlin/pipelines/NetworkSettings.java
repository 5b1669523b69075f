package org.purlin.pipelines;

import org.purlin.io.http.ProxySettings;
import org.purlin.io.secret.Secret;

/** Makes values of the options that say how a network is left. */
public final class NetworkSettings {

  private NetworkSettings() {}

  /** The proxy that was named; null when none was. */
  public static ProxySettings proxy(NetworkOptions options) {
    if (options.getProxy() == null) {
      return null;
    }
    try {
      ProxySettings proxy = ProxySettings.parse(options.getProxy());
      return options.getProxyUser() == null
          ? proxy
          : proxy.withLogin(
              options.getProxyUser(),
              options.getProxyPassword() == null
                  ? null
                  : Secret.parse("--proxyPassword", options.getProxyPassword()));
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("--proxy: " + e.getMessage());
    }
  }
}
