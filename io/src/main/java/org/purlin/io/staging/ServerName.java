package org.purlin.io.staging;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where SQL Server listens.
 *
 * @param host name or address
 * @param instance null for the default instance
 * @param port null for the instance's own, or 1433
 */
record ServerName(String host, String instance, String port) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:tcp:)?(\\[[0-9A-Fa-f:.%]+\\]|[\\w.-]+|\\(local\\))"
              + "(?:\\\\([\\w$#-]+))?(?:\\s*[,:]\\s*(\\d{1,5}))?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

  /** Reads {@code host\instance,port} as ODBC writes it, or with a colon as JDBC does. */
  static ServerName parse(String text) {
    Matcher parts = FORM.matcher(text == null ? "" : text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "The database server must look like host, host\\instance or host,port. Only TCP is"
              + " spoken, no named pipes.");
    }
    String host = parts.group(1);
    boolean here = host.equals(".") || host.equalsIgnoreCase("(local)");
    return new ServerName(here ? "localhost" : host, parts.group(2), parts.group(3));
  }

  String shown() {
    return host + (instance == null ? "" : "\\" + instance) + (port == null ? "" : "," + port);
  }
}
