package org.purlin.io.http;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * What Java's system properties say about proxies ({@code https.proxyHost}, {@code
 * http.nonProxyHosts} and so on,
 * https://docs.oracle.com/en/java/javase/17/core/java-networking.html).
 */
final class JavaProxies {

  private JavaProxies() {}

  /** Whether they say anything; then it holds, also when it is "none for this host". */
  static boolean decide(URI uri) {
    return System.getProperty(uri.getScheme().toLowerCase(Locale.ROOT) + ".proxyHost") != null
        || to(uri).isPresent();
  }

  static Optional<Proxy> to(URI uri) {
    ProxySelector selector = ProxySelector.getDefault();
    return selector == null
        ? Optional.empty()
        : selector.select(uri).stream()
            .filter(way -> way.type() == java.net.Proxy.Type.HTTP)
            .map(way -> (InetSocketAddress) way.address())
            .map(address -> new Proxy(address.getHostString(), address.getPort(), null, null))
            .findFirst();
  }
}
