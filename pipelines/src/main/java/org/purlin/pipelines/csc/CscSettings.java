package org.purlin.pipelines.csc;

import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.purlin.io.csc.AdoptionNeededException;
import org.purlin.io.csc.LeaseHeldException;
import org.purlin.io.csc.ReceiverSettings;
import org.purlin.io.csc.Scope;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.ClientCredentials;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.NoAnswerException;
import org.purlin.io.http.ProxySettings;
import org.purlin.io.http.RetryPolicy;
import org.purlin.io.http.Timeouts;
import org.purlin.io.http.Trust;
import org.purlin.io.secret.Secret;
import org.purlin.io.staging.DatabaseException;
import org.purlin.io.staging.RehearsalTable;
import org.purlin.io.staging.SchemaProblem;
import org.purlin.io.staging.SqlSettings;
import org.purlin.io.staging.TableName;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.csc.CscReceiverOptions.Environment;
import org.purlin.pipelines.report.ExitCode;

/** Reads the options of the database and of the receiver once, and makes values of them. */
final class CscSettings {

  /** The names of the Python and PowerShell senders. DEBUG, LOGS and the like need no alias. */
  static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("DEBUG", "debug"),
          Map.entry("USE_PARTIAL_PAYLOAD", "usePartialPayload"),
          Map.entry("LA_CODE", "laCode"),
          Map.entry("CLIENT_ID", "clientId"),
          Map.entry("CLIENT_SECRET", "clientSecret"),
          Map.entry("SUPPLIER_KEY", "supplierKey"),
          Map.entry("SCOPE", "scope"),
          Map.entry("TOKEN_ENDPOINT", "tokenEndpoint"),
          Map.entry("BATCH_SIZE", "batchSize"),
          Map.entry("USER_SERVER", "server"),
          Map.entry("USER_DATABASE", "database"),
          Map.entry("TABLE_NAME", "table"),
          Map.entry("SQL_CONN_STR", "sqlConnStr"),
          Map.entry("API_ENDPOINT", "endpoint"),
          Map.entry("DB_USER", "dbUser"),
          Map.entry("DB_PASSWORD", "dbPassword"));

  /** What the addresses of the Department's services have in their path. */
  private static final String TEST_SERVICE = "children-in-social-care-data-receiver-test";

  private static final String LIVE_SERVICE = "children-in-social-care-data-receiver";

  /** A guess: without a schema, a login's own is meant, which is this one unless it was changed. */
  static final String USUAL_SCHEMA = "dbo";

  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);

  private CscSettings() {}

  static SqlSettings staging(CscDatabaseOptions options) {
    SqlSettings settings;
    try {
      if (options.getSqlConnStr() != null) {
        settings = SqlSettings.ofConnectionString(secret("--sqlConnStr", options.getSqlConnStr()));
      } else if (options.getServer() != null && options.getDatabase() != null) {
        settings =
            SqlSettings.ofServer(
                options.getServer(),
                options.getDatabase(),
                secret("--dbUser", options.getDbUser()),
                secret("--dbPassword", options.getDbPassword()));
      } else {
        throw new UserMistakeException(
            "--server and --database say where the staging table is, or --sqlConnStr does; they can"
                + " also be set as USER_SERVER, USER_DATABASE and SQL_CONN_STR.");
      }
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(e.getMessage());
    }
    return settings.withTrustServerCertificate(options.isTrustServerCertificate());
  }

  static SqlSettings records(CscDatabaseOptions options) {
    if (options.getRecords().equals("tables")) {
      return staging(options);
    }
    if (options.getRecords().contains(";")) {
      throw new UserMistakeException(
          "--records must be tables or a directory without a semicolon in its name.");
    }
    try {
      return SqlSettings.ofFiles(Path.of(options.getRecords()));
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(
          "--records must be tables or a directory on this machine: " + e.getMessage());
    }
  }

  static TableName table(CscDatabaseOptions options) {
    return tableName("--table", options.getTable());
  }

  static TableName tableName(String flag, String text) {
    try {
      return TableName.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(flag + ": " + e.getMessage());
    }
  }

  /** Schema of the sender's tables; null is the login's default. */
  static String recordsSchema(CscDatabaseOptions options) {
    if (!options.getRecords().equals("tables")) {
      return null;
    }
    return options.getRecordsSchema() != null
        ? options.getRecordsSchema()
        : table(options).schema();
  }

  static Scope scope(CscDatabaseOptions options) {
    TableName table = table(options);
    String schema = table.schema() == null ? USUAL_SCHEMA : table.schema();
    return new Scope(laCode(options), schema + "." + table.name(), base(options).toString());
  }

  private static String laCode(CscDatabaseOptions options) {
    String code = options.getLaCode();
    if (code == null || !code.matches("[0-9]{3}")) {
      throw new UserMistakeException(
          "--laCode must be the authority's three digits; it can also be set as LA_CODE.");
    }
    return code;
  }

  static URI base(CscDatabaseOptions options) {
    return address("--endpoint", "API_ENDPOINT", options.getEndpoint());
  }

  static <O extends CscDatabaseOptions & CscReceiverOptions> ReceiverSettings receiver(
      O options, Duration minInterval) {
    URI base = base(options);
    URI token = tokenEndpoint(options);
    Duration timeout = duration("--timeout", options.getTimeout());
    if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new UserMistakeException("--timeout must be from PT5S to PT5M, but was: " + timeout);
    }
    try {
      return new ReceiverSettings(
          ReceiverSettings.childrenOf(base, laCode(options)),
          http(options, base, token, timeout, minInterval),
          Authorization.clientCredentials(client(options))
              .withHeader("SupplierKey", secret("--supplierKey", options.getSupplierKey())));
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(e.getMessage());
    }
  }

  static URI tokenEndpoint(CscReceiverOptions options) {
    return address("--tokenEndpoint", "TOKEN_ENDPOINT", options.getTokenEndpoint());
  }

  /** Who asks for a token. */
  static ClientCredentials client(CscReceiverOptions options) {
    return new ClientCredentials(
        tokenEndpoint(options),
        secret("--clientId", options.getClientId()),
        secret("--clientSecret", options.getClientSecret()),
        options.getScope(),
        ClientCredentials.Style.FORM);
  }

  private static HttpSettings http(
      CscReceiverOptions options, URI base, URI token, Duration timeout, Duration minInterval) {
    HttpSettings http =
        HttpSettings.forEndpoint(base)
            .alsoAllowing(token.getHost())
            .withTimeouts(
                Timeouts.DEFAULT
                    .withResponse(timeout)
                    .withSilence(timeout)
                    .withTotal(timeout.multipliedBy(2)))
            .withRetry(
                RetryPolicy.DEFAULT.withBudget(duration("--retryFor", options.getRetryFor())))
            // A 403 may be a firewall that does not like what is in one record.
            .withRefusals(Set.of(401))
            .withTrust(new Trust(options.getCaFile(), true));
    if (!minInterval.isZero()) {
      http = http.withRequestsPerSecond(1000.0 / Math.max(1, minInterval.toMillis()));
    }
    if (options.getHttpUserAgent() != null) {
      http = http.withUserAgent(options.getHttpUserAgent());
    }
    if (options.getProxy() != null) {
      ProxySettings proxy = ProxySettings.parse(options.getProxy());
      http =
          http.withProxy(
              options.getProxyUser() == null
                  ? proxy
                  : proxy.withLogin(
                      options.getProxyUser(),
                      secret("--proxyPassword", options.getProxyPassword())));
    }
    return http;
  }

  /** Made-up children must not go to the live service, nor real ones to the test service. */
  static <O extends CscDatabaseOptions & CscReceiverOptions> void checkNotMixedUp(O options) {
    boolean madeUp = RehearsalTable.isOne(table(options));
    Environment environment = environment(options);
    if (madeUp && environment == Environment.LIVE) {
      throw new UserMistakeException(
          "--table="
              + options.getTable()
              + " holds made-up children and --endpoint is the live service. Take the test"
              + " service's address, or the live table.");
    }
    if (!madeUp && environment == Environment.TEST) {
      throw new UserMistakeException(
          "--table="
              + options.getTable()
              + " holds real children and --endpoint is the test service. Take the table that ends"
              + " in "
              + RehearsalTable.SUFFIX
              + " (purlin csc anonymise fills it), or the live service's address.");
    }
  }

  private static <O extends CscDatabaseOptions & CscReceiverOptions> Environment environment(
      O options) {
    String address = base(options).toString().toLowerCase(Locale.ROOT);
    Environment told =
        address.contains(TEST_SERVICE)
            ? Environment.TEST
            : address.contains(LIVE_SERVICE) ? Environment.LIVE : null;
    Environment given = options.getEnvironment();
    if (told == null && given == null) {
      throw new UserMistakeException(
          "--endpoint does not tell whether it is the test or the live service. Say"
              + " --environment=test or --environment=live.");
    }
    if (told != null && given != null && told != given) {
      throw new UserMistakeException(
          "--environment=" + word(given) + " and --endpoint is the " + word(told) + " service.");
    }
    return told != null ? told : given;
  }

  private static String word(Environment environment) {
    return environment.name().toLowerCase(Locale.ROOT);
  }

  private static URI address(String flag, String variable, String value) {
    if (value == null || value.isBlank()) {
      throw new UserMistakeException(flag + " is missing; it can also be set as " + variable + ".");
    }
    return OptionValues.url(flag, value, "https://host/path");
  }

  static Duration duration(String flag, String value) {
    try {
      Duration duration = Duration.parse(value);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Answered below.
    }
    throw new UserMistakeException(
        flag + " must be an ISO-8601 duration such as PT30S, but was: " + value);
  }

  private static Secret secret(String flag, String reference) {
    return reference == null ? null : Secret.parse(flag, reference);
  }

  /** Where the causes of a failure differ, so do the exit codes. */
  static Optional<ExitCode> exitCodeOf(Throwable failure) {
    if (failure instanceof DatabaseException database) {
      return Optional.of(
          database.kind() == DatabaseException.Kind.NO_SUCH_OBJECT
              ? ExitCode.TABLE_UNFIT
              : ExitCode.DATABASE);
    }
    if (failure instanceof SQLException) {
      return Optional.of(ExitCode.DATABASE);
    }
    if (failure instanceof SchemaProblem) {
      return Optional.of(ExitCode.TABLE_UNFIT);
    }
    if (failure instanceof CredentialsRefusedException) {
      return Optional.of(ExitCode.SIGN_IN_REFUSED);
    }
    if (failure instanceof NoAnswerException) {
      return Optional.of(ExitCode.UNREACHABLE);
    }
    if (failure instanceof AdoptionNeededException || failure instanceof LeaseHeldException) {
      return Optional.of(ExitCode.MISTAKE);
    }
    return Optional.empty();
  }
}
