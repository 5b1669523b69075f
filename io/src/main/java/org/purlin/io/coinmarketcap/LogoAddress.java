package org.purlin.io.coinmarketcap;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where logos are. Addresses found in data lead nowhere but to the host of the logos. */
final class LogoAddress {

  /** Where the vendor's metadata have said for years that logos are; documented nowhere. */
  private static final String FOLDER = "/static/img/coins/";

  /** A path of plain names with a size in it. */
  private static final Pattern SIZED =
      Pattern.compile("((?:/[A-Za-z0-9_-]+)*/)([0-9]{1,4})x\\2(/[A-Za-z0-9_-]+\\.png)");

  private LogoAddress() {}

  /** Why an address is not asked. */
  static final class NoLogoException extends Exception {
    private static final long serialVersionUID = 1L;

    private NoLogoException(String message) {
      super(message);
    }
  }

  /** By the coin's id alone. */
  static URI of(URI host, long id, int size) {
    return host.resolve(FOLDER + size + "x" + size + "/" + id + ".png");
  }

  /**
   * As the metadata say, in another size.
   *
   * @param told null when they say nothing
   */
  static URI of(URI host, String told, int size) throws NoLogoException {
    if (told == null || told.isBlank()) {
      throw new NoLogoException("The metadata name no logo.");
    }
    URI uri;
    try {
      uri = new URI(told);
    } catch (URISyntaxException e) {
      throw new NoLogoException("What the metadata name as logo is no URL.");
    }
    if (!isAt(host, uri)) {
      throw new NoLogoException(
          "The logo is not at " + host + ", and no other host is asked for logos.");
    }
    Matcher path = SIZED.matcher(uri.getRawPath() == null ? "" : uri.getRawPath());
    if (!path.matches() || uri.getRawQuery() != null) {
      throw new NoLogoException("The logo's path is not like .../64x64/1.png.");
    }
    return host.resolve(path.group(1) + size + "x" + size + path.group(3));
  }

  private static boolean isAt(URI host, URI uri) {
    return host.getScheme().equalsIgnoreCase(uri.getScheme())
        && uri.getRawUserInfo() == null
        && uri.getHost() != null
        && host.getHost().equalsIgnoreCase(uri.getHost())
        && host.getPort() == uri.getPort()
        && uri.getRawFragment() == null;
  }
}
