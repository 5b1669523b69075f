package org.purlin.io.http;

import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.SystemDefaultCredentialsProvider;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Which proxy leads where: the one of the settings; else that of Java's system properties; else
 * that of the environment. This machine is reached directly, always.
 */
final class Proxies {

  private final Optional<Proxy> chosen;
  private final EnvironmentProxies environment;
  private final CredentialsProvider javasLogins = new SystemDefaultCredentialsProvider();

  /**
   * @param settings null when none is chosen; its password is resolved here
   * @param variables gives an environment variable's value, null when it is not set
   */
  Proxies(ProxySettings settings, UnaryOperator<String> variables) {
    this.chosen = Optional.ofNullable(settings).map(Proxy::of);
    this.environment = new EnvironmentProxies(variables);
  }

  /**
   * Returns the proxy to this URI; empty when it is asked directly.
   *
   * @throws IllegalArgumentException when an environment variable names no proxy
   */
  Optional<Proxy> to(URI uri) {
    if (Address.isLoopback(uri)) {
      return Optional.empty();
    }
    if (chosen.isPresent()) {
      return chosen;
    }
    return JavaProxies.decide(uri) ? JavaProxies.to(uri) : environment.to(uri);
  }

  HttpRoutePlanner planner() {
    return new DefaultRoutePlanner(null) {
      @Override
      protected HttpHost determineProxy(HttpHost target, HttpContext context) {
        return to(URI.create(target.toURI())).map(Proxy::address).orElse(null);
      }
    };
  }

  /** Logins are for proxies alone, and each for its own. */
  CredentialsProvider logins() {
    return (scope, context) -> {
      Optional<Proxy> asking =
          (chosen.isPresent() ? chosen.stream() : environment.all())
              .filter(proxy -> proxy.user() != null && isAt(proxy, scope))
              .findFirst();
      return asking.isPresent() ? login(asking.get()) : javasLogins.getCredentials(scope, context);
    };
  }

  private static boolean isAt(Proxy proxy, AuthScope scope) {
    return proxy.host().equalsIgnoreCase(scope.getHost()) && proxy.port() == scope.getPort();
  }

  private static Credentials login(Proxy proxy) {
    return new UsernamePasswordCredentials(proxy.user(), proxy.password().toCharArray());
  }
}
