package org.purlin.io.http;

import java.net.URI;
import java.net.URISyntaxException;

/** Reads the address of a proxy as people and environment variables write it. */
final class ProxyAddress {

  static final String EXPECTED =
      "A proxy must be given as http://host:port, such as http://proxy.council.example:8080";

  private ProxyAddress() {}

  /**
   * Returns it as a URI with scheme http, host and port, and perhaps user info.
   *
   * @throws IllegalArgumentException when it is anything else; what it was is not repeated, because
   *     it may hold a password
   */
  static URI uri(String address) {
    String text = address.strip();
    URI uri;
    try {
      uri = new URI(text.contains("://") ? text : "http://" + text);
    } catch (URISyntaxException e) {
      // Not kept as the cause: its message repeats the text.
      throw new IllegalArgumentException(EXPECTED + ", but was something else.");
    }
    if ("https".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException(
          EXPECTED
              + ", but began with https://. A proxy is spoken to over plain http; what goes to"
              + " https addresses is encrypted all the same.");
    }
    if (!"http".equalsIgnoreCase(uri.getScheme())
        || uri.getHost() == null
        || uri.getPort() < 1
        || uri.getPort() > 65_535
        || !(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(EXPECTED + ", but was something else.");
    }
    return uri;
  }
}
