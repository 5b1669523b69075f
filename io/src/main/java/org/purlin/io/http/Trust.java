package org.purlin.io.http;

import java.io.Serializable;

/**
 * Whose certificates a server may show. Those Java trusts, always; more by the components. Host
 * names are always compared, and nothing switches the check off.
 *
 * @param caFile path, on the machine that sends requests, of a PEM file with certificates of
 *     further authorities, such as that of a proxy which looks into TLS; null when there are none
 * @param system whether those the operating system trusts count too
 */
public record Trust(String caFile, boolean system) implements Serializable {

  /** Java's and the operating system's. */
  public static final Trust DEFAULT = new Trust(null, true);

  public Trust withCaFile(String path) {
    return new Trust(path, system);
  }
}
