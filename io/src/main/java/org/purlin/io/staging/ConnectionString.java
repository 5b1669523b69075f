package org.purlin.io.staging;

import static java.util.Map.entry;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a connection string for SQL Server says, in the ODBC or the JDBC form. Only what is known is
 * taken, so that no string can switch on more of the driver than meant.
 */
final class ConnectionString {

  /** What a string can say. */
  enum Part {
    SERVER,
    INSTANCE,
    PORT,
    DATABASE,
    USER,
    PASSWORD,
    INTEGRATED,
    SCHEME,
    DOMAIN,
    REALM,
    SPN,
    AUTHENTICATION,
    ENCRYPT,
    TRUST,
    CERTIFICATE_HOST,
    TRUST_STORE,
    TRUST_STORE_PASSWORD,
    APPLICATION,
    INTENT,
    MULTI_SUBNET
  }

  static final String JDBC = "jdbc:sqlserver://";

  /** Keys of ODBC Driver 17 and 18, of mssql-jdbc, and of ADO.NET where it says the same. */
  private static final Map<String, Part> KEYS =
      Map.ofEntries(
          entry("server", Part.SERVER),
          entry("servername", Part.SERVER),
          entry("address", Part.SERVER),
          entry("addr", Part.SERVER),
          entry("data source", Part.SERVER),
          entry("instancename", Part.INSTANCE),
          entry("port", Part.PORT),
          entry("portnumber", Part.PORT),
          entry("database", Part.DATABASE),
          entry("databasename", Part.DATABASE),
          entry("initial catalog", Part.DATABASE),
          entry("uid", Part.USER),
          entry("user", Part.USER),
          entry("user id", Part.USER),
          entry("username", Part.USER),
          entry("pwd", Part.PASSWORD),
          entry("password", Part.PASSWORD),
          entry("trusted_connection", Part.INTEGRATED),
          entry("integrated security", Part.INTEGRATED),
          entry("integratedsecurity", Part.INTEGRATED),
          entry("authenticationscheme", Part.SCHEME),
          entry("domain", Part.DOMAIN),
          entry("realm", Part.REALM),
          entry("serverspn", Part.SPN),
          entry("authentication", Part.AUTHENTICATION),
          entry("encrypt", Part.ENCRYPT),
          entry("trustservercertificate", Part.TRUST),
          entry("trust server certificate", Part.TRUST),
          entry("hostnameincertificate", Part.CERTIFICATE_HOST),
          entry("truststore", Part.TRUST_STORE),
          entry("truststorepassword", Part.TRUST_STORE_PASSWORD),
          entry("app", Part.APPLICATION),
          entry("application name", Part.APPLICATION),
          entry("applicationname", Part.APPLICATION),
          entry("applicationintent", Part.INTENT),
          entry("multisubnetfailover", Part.MULTI_SUBNET));

  /** Harmless here: which ODBC driver, and what {@link SqlSettings} says instead. */
  private static final Set<String> IGNORED =
      Set.of(
          "driver",
          "provider",
          "description",
          "wsid",
          "workstationid",
          "language",
          "network",
          "quotedid",
          "ansinpw",
          "autotranslate",
          "regional",
          "mars_connection",
          "multipleactiveresultsets",
          "persist security info",
          "pooling",
          "timeout",
          "connect timeout",
          "connection timeout",
          "logintimeout",
          "querytimeout",
          "sockettimeout",
          "locktimeout",
          "connectretrycount",
          "connectretryinterval",
          "packetsize",
          "packet size",
          "sendstringparametersasunicode");

  private static final Set<String> YES = Set.of("yes", "true", "1", "sspi");
  private static final Set<String> NO = Set.of("no", "false", "0", "");

  private final Map<Part, String> parts = new EnumMap<>(Part.class);

  private ConnectionString() {}

  /**
   * @throws IllegalArgumentException when it is in neither form, or says something not known. The
   *     message repeats nothing of the string but keys that are known.
   */
  static ConnectionString parse(String text) {
    ConnectionString read = new ConnectionString();
    String pairs = text.strip();
    if (pairs.toLowerCase(Locale.ROOT).startsWith(JDBC)) {
      int end = pairs.indexOf(';');
      String server = pairs.substring(JDBC.length(), end < 0 ? pairs.length() : end);
      if (!server.isBlank()) {
        read.parts.put(Part.SERVER, server);
      }
      pairs = end < 0 ? "" : pairs.substring(end);
    }
    List<Pairs.Pair> all = Pairs.of(pairs);
    for (int i = 0; i < all.size(); i++) {
      read.add(all.get(i), i + 1);
    }
    return read;
  }

  private void add(Pairs.Pair pair, int place) {
    if (IGNORED.contains(pair.key())) {
      return;
    }
    if (pair.key().equals("dsn") || pair.key().equals("filedsn")) {
      throw new IllegalArgumentException(
          "The connection string names a data source (DSN), which only ODBC can look up. Give"
              + " SERVER and DATABASE instead.");
    }
    Part part = KEYS.get(pair.key());
    if (part == null) {
      throw new IllegalArgumentException(
          "Part "
              + place
              + " of the connection string has a key that is not known. If it is the rest of a"
              + " password, put the password into braces {}. Known are "
              + KEYS.keySet().stream().sorted().collect(Collectors.joining(", "))
              + ".");
    }
    if (parts.putIfAbsent(part, pair.value()) != null) {
      throw new IllegalArgumentException(
          "The connection string says twice what '" + pair.key() + "' is; say it once.");
    }
  }

  /** What the string says; null when it does not, or says nothing. */
  String get(Part part) {
    String value = parts.get(part);
    return value == null || value.isEmpty() ? null : value;
  }

  /** Whether the string says yes. */
  boolean isTrue(Part part) {
    String value = parts.getOrDefault(part, "").toLowerCase(Locale.ROOT);
    if (!YES.contains(value) && !NO.contains(value)) {
      throw new IllegalArgumentException(
          "The connection string must say yes or no for " + keysOf(part) + ".");
    }
    return YES.contains(value);
  }

  /** The keys of a part, for messages. */
  static String keysOf(Part part) {
    return KEYS.entrySet().stream()
        .filter(known -> known.getValue() == part)
        .map(Map.Entry::getKey)
        .sorted()
        .collect(Collectors.joining(" or "));
  }
}
