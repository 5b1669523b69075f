package org.purlin.io.csc;

import java.io.Serializable;
import java.util.Locale;

/**
 * Whose records these are. What one receiver holds says nothing of another one, so test and live
 * never share records.
 *
 * @param laCode the local authority, three digits
 * @param table the staging table, as configured
 * @param endpoint the receiver's address
 */
public record Scope(String laCode, String table, String endpoint) implements Serializable {

  /** The scope as a key: 32 hex characters. Case of the table and slashes at the end are alike. */
  public String id() {
    String all =
        laCode.strip()
            + "\n"
            + table.strip().toLowerCase(Locale.ROOT)
            + "\n"
            + endpoint.strip().replaceAll("/+$", "");
    return Key.hex(all).substring(0, 32);
  }
}
