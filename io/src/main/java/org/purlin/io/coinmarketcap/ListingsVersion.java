package org.purlin.io.coinmarketcap;

/**
 * Which listings are read. Their rows are the same, but that v1 does not tell ids of currencies.
 */
public enum ListingsVersion {
  /** The current one: quotes are a list, and nothing says how many coins there are. */
  V3("/v3/cryptocurrency/listings/latest"),
  /** The one before: quotes are an object by currency. */
  V1("/v1/cryptocurrency/listings/latest");

  private final String path;

  ListingsVersion(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }
}
