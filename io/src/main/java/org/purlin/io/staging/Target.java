package org.purlin.io.staging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.purlin.io.secret.Masker;
import org.purlin.io.staging.ConnectionString.Part;

/**
 * A database with its secrets resolved: what a driver needs. Lives on the worker only, and prints
 * without user and password.
 *
 * @param product which driver
 * @param url for the driver, without user and password
 * @param properties for the driver, with user and password
 * @param shown for messages
 */
record Target(Product product, String url, Map<String, String> properties, String shown) {

  /** How long a statement waits for a row another one holds; then it is tried again. */
  private static final int LOCK_TIMEOUT_MILLIS = 20_000;

  /** SQL Server shows it to its administrators, beside the session. */
  private static final String APPLICATION = "Purlin";

  private static final String H2 = "jdbc:h2:";

  /** Settings of H2 that may stand in an address. INIT and its like could run statements. */
  private static final Set<String> H2_SETTINGS =
      Set.of(
          "mode",
          "user",
          "password",
          "db_close_delay",
          "db_close_on_exit",
          "lock_timeout",
          "ifexists",
          "auto_server",
          "write_delay",
          "trace_level_file");

  /** Resolves secrets, and tells {@link Masker} the password. */
  static Target of(SqlSettings settings) {
    if (settings.directory() != null) {
      return files(settings.directory());
    }
    if (settings.connectionString() == null) {
      return server(settings);
    }
    String text = settings.connectionString().resolve().strip();
    String start = text.toLowerCase(Locale.ROOT);
    if (start.startsWith(H2)) {
      return h2(text.substring(H2.length()));
    }
    if (start.startsWith("jdbc:") && !start.startsWith(ConnectionString.JDBC)) {
      throw new IllegalArgumentException(
          "The connection string must be of SQL Server, as jdbc:sqlserver://… or in the ODBC form"
              + " SERVER=…;DATABASE=…, but is for another driver.");
    }
    return sqlServer(ConnectionString.parse(text), settings);
  }

  private static Target files(String directory) {
    if (directory.contains(";")) {
      throw new IllegalArgumentException(
          "The directory of the records must not have a semicolon in its name: " + directory);
    }
    return new Target(
        Product.H2,
        H2 + "file:" + directory + "/purlin" + h2Settings(List.of(), true),
        Map.of("user", "purlin", "password", ""),
        "records in " + directory);
  }

  private static Target h2(String address) {
    int end = address.indexOf(';');
    String place = end < 0 ? address : address.substring(0, end);
    if (!place.matches("(mem|file|tcp|ssl):.+")) {
      throw new IllegalArgumentException(
          "An H2 address must begin with jdbc:h2:file:, mem:, tcp: or ssl:.");
    }
    Map<String, String> properties = new LinkedHashMap<>();
    List<Pairs.Pair> kept = new ArrayList<>();
    for (Pairs.Pair pair : Pairs.of(end < 0 ? "" : address.substring(end))) {
      if (!H2_SETTINGS.contains(pair.key())) {
        throw new IllegalArgumentException(
            "An H2 address may set "
                + String.join(", ", H2_SETTINGS.stream().sorted().toList())
                + " and nothing else.");
      }
      if (pair.key().equals("user") || pair.key().equals("password")) {
        properties.put(pair.key(), pair.value());
      } else if (!pair.value().matches("\\w*|-1")
          || (pair.key().equals("mode") && !pair.value().equalsIgnoreCase("MSSQLServer"))) {
        throw new IllegalArgumentException(
            "An H2 address must have MODE=MSSQLServer or no MODE, and numbers or words as values.");
      } else {
        kept.add(pair);
      }
    }
    hide(properties.get("password"));
    String url = H2 + place + h2Settings(kept, !place.startsWith("mem:"));
    return new Target(Product.H2, url, properties, "H2 database " + place);
  }

  private static String h2Settings(List<Pairs.Pair> given, boolean onDisk) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("mode", "MSSQLServer");
    settings.put("lock_timeout", String.valueOf(LOCK_TIMEOUT_MILLIS));
    if (onDisk) {
      // A commit is in the operating system's hands when it returns; without it, half a second
      // later.
      settings.put("write_delay", "0");
      // A trace file would repeat statements and values.
      settings.put("trace_level_file", "0");
    }
    given.forEach(pair -> settings.put(pair.key(), pair.value()));
    StringBuilder text = new StringBuilder();
    settings.forEach(
        (key, value) ->
            text.append(';').append(key.toUpperCase(Locale.ROOT)).append('=').append(value));
    return text.toString();
  }

  private static Target server(SqlSettings settings) {
    ServerName name = ServerName.parse(settings.server());
    Map<String, String> properties = new LinkedHashMap<>();
    if (settings.user() == null) {
      integrated(properties, null);
    } else {
      properties.put("user", settings.user().resolve());
      properties.put("password", settings.password().resolve());
    }
    return sqlServer(name, settings.database(), properties, settings);
  }

  private static Target sqlServer(ConnectionString given, SqlSettings settings) {
    if (given.isTrue(Part.TRUST) && !settings.trustServerCertificate()) {
      throw new IllegalArgumentException(
          "The connection string asks to trust any certificate of the server"
              + " (TrustServerCertificate), so anybody in between could read what is sent. Leave it"
              + " out and have this machine trust the server's certificate, or allow it with"
              + " --trustServerCertificate as well.");
    }
    String server = given.get(Part.SERVER);
    String instance = given.get(Part.INSTANCE);
    String port = given.get(Part.PORT);
    ServerName name =
        ServerName.parse(
            (server == null ? "" : server)
                + (instance == null ? "" : "\\" + instance)
                + (port == null ? "" : "," + port));
    Map<String, String> properties = new LinkedHashMap<>();
    login(given, properties);
    put(properties, "encrypt", encrypt(given.get(Part.ENCRYPT)));
    put(properties, "hostNameInCertificate", given.get(Part.CERTIFICATE_HOST));
    put(properties, "trustStore", given.get(Part.TRUST_STORE));
    put(properties, "trustStorePassword", given.get(Part.TRUST_STORE_PASSWORD));
    hide(given.get(Part.TRUST_STORE_PASSWORD));
    put(properties, "applicationName", given.get(Part.APPLICATION));
    put(properties, "applicationIntent", given.get(Part.INTENT));
    if (given.isTrue(Part.MULTI_SUBNET)) {
      properties.put("multiSubnetFailover", "true");
    }
    return sqlServer(name, given.get(Part.DATABASE), properties, settings);
  }

  private static void login(ConnectionString given, Map<String, String> properties) {
    String authentication = given.get(Part.AUTHENTICATION);
    if (authentication != null && !authentication.equalsIgnoreCase("SqlPassword")) {
      throw new IllegalArgumentException(
          "The connection string asks for an Authentication other than SqlPassword, which needs"
              + " libraries that are not in this build. Use a user and a password, or integrated"
              + " security.");
    }
    String user = given.get(Part.USER);
    String password = given.get(Part.PASSWORD);
    hide(password);
    if (given.isTrue(Part.INTEGRATED)) {
      integrated(properties, given.get(Part.SCHEME));
      put(properties, "domain", given.get(Part.DOMAIN));
      put(properties, "realm", given.get(Part.REALM));
      put(properties, "serverSpn", given.get(Part.SPN));
      // NTLM takes a user and a password; the others go by the account of the process.
      if (!"NTLM".equalsIgnoreCase(given.get(Part.SCHEME))) {
        return;
      }
    } else if (user == null || password == null) {
      throw new IllegalArgumentException(
          "The connection string must give a user and a password (UID and PWD), or say"
              + " Trusted_Connection=yes.");
    }
    put(properties, "user", user);
    put(properties, "password", password);
  }

  /** Windows knows who runs this process; elsewhere Kerberos does. */
  private static void integrated(Map<String, String> properties, String scheme) {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    properties.put("integratedSecurity", "true");
    put(properties, "authenticationScheme", scheme != null || windows ? scheme : "JavaKerberos");
  }

  /** ODBC's words for what the driver calls true, false and strict. */
  private static String encrypt(String value) {
    if (value == null) {
      return null;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "yes", "true", "1", "mandatory" -> "true";
      case "no", "false", "0", "optional" -> "false";
      case "strict" -> "strict";
      default ->
          throw new IllegalArgumentException(
              "Encrypt in the connection string must be yes, no or strict.");
    };
  }

  private static Target sqlServer(
      ServerName name, String database, Map<String, String> properties, SqlSettings settings) {
    if (database == null || database.isBlank()) {
      throw new IllegalArgumentException(
          "Which database of " + name.shown() + "? Name it (DATABASE in a connection string).");
    }
    properties.put("serverName", name.host());
    put(properties, "instanceName", name.instance());
    put(properties, "portNumber", name.port());
    properties.put("databaseName", database);
    properties.put("trustServerCertificate", String.valueOf(settings.trustServerCertificate()));
    properties.putIfAbsent("applicationName", APPLICATION);
    properties.put("loginTimeout", String.valueOf(settings.loginTimeout().toSeconds()));
    properties.put("socketTimeout", String.valueOf(settings.socketTimeout().toMillis()));
    properties.put("lockTimeout", String.valueOf(LOCK_TIMEOUT_MILLIS));
    // Sql repeats what may be repeated; the driver would wait ten seconds first.
    properties.put("connectRetryCount", "0");
    // Text columns are NVARCHAR; names with letters of any script must arrive.
    properties.put("sendStringParametersAsUnicode", "true");
    return new Target(
        Product.SQL_SERVER, ConnectionString.JDBC, properties, name.shown() + "/" + database);
  }

  private static void put(Map<String, String> properties, String key, String value) {
    if (value != null) {
      properties.put(key, value);
    }
  }

  private static void hide(String secret) {
    if (secret != null) {
      Masker.register(secret);
    }
  }

  @Override
  public String toString() {
    return shown;
  }
}
