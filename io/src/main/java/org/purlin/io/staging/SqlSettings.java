package org.purlin.io.staging;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.purlin.io.secret.Secret;
import org.purlin.io.secret.UnresolvedSecretException;

/**
 * How to reach a database. Holds references to secrets only, so it may be printed and travel in a
 * job graph.
 *
 * @param connectionString all in one text; null when the parts are given
 * @param server {@code host}, {@code host\instance} or {@code host,port}; null unless the parts are
 *     given
 * @param database its name; null unless the parts are given
 * @param user null for integrated security
 * @param password null for integrated security
 * @param directory of an embedded database; null otherwise
 * @param trustServerCertificate whether any certificate of the server will do
 * @param loginTimeout for connecting
 * @param queryTimeout for one statement
 * @param socketTimeout for silence on the line; longer than {@code queryTimeout}, so that the
 *     server can say itself that a statement took too long
 */
public record SqlSettings(
    Secret connectionString,
    String server,
    String database,
    Secret user,
    Secret password,
    String directory,
    boolean trustServerCertificate,
    Duration loginTimeout,
    Duration queryTimeout,
    Duration socketTimeout)
    implements Serializable {

  private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration QUERY_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration SOCKET_TIMEOUT = Duration.ofMinutes(3);

  /**
   * A JDBC address ({@code jdbc:sqlserver:…}, {@code jdbc:h2:…}) or the ODBC form, such as {@code
   * DRIVER={ODBC Driver 17 for SQL
   * Server};SERVER=host\inst,1433;DATABASE=db;Trusted_Connection=yes}.
   */
  public static SqlSettings ofConnectionString(Secret connectionString) {
    return of(connectionString, null, null, null, null, null);
  }

  /**
   * SQL Server by its parts.
   *
   * @param server {@code host}, {@code host\instance} or {@code host,port}
   * @param user null for integrated security
   * @param password null exactly when {@code user} is
   */
  public static SqlSettings ofServer(String server, String database, Secret user, Secret password) {
    if ((user == null) != (password == null)) {
      throw new IllegalArgumentException(
          "A database login needs both a user and a password; with neither, the account this"
              + " process runs under is used.");
    }
    return of(null, server, database, user, password, null);
  }

  /**
   * A database of its own in files, for one process at a time. The directory is made, and made its
   * owner's alone where the file system knows such permissions (on Windows it inherits those of the
   * directory above). What was committed survives the end of the process, however it ends; a power
   * cut may take the last moments.
   */
  public static SqlSettings ofFiles(Path directory) {
    return of(null, null, null, null, null, directory.toAbsolutePath().normalize().toString());
  }

  private static SqlSettings of(
      Secret connectionString,
      String server,
      String database,
      Secret user,
      Secret password,
      String directory) {
    return new SqlSettings(
        connectionString,
        server,
        database,
        user,
        password,
        directory,
        false,
        LOGIN_TIMEOUT,
        QUERY_TIMEOUT,
        SOCKET_TIMEOUT);
  }

  /** Whether this is a database of ours in files. */
  public boolean isFiles() {
    return directory != null;
  }

  /** Whether the directory of {@link #ofFiles} is there already. */
  public boolean filesExist() {
    return isFiles() && Files.isDirectory(Path.of(directory));
  }

  /** The same, taking any certificate of the server, or only those this machine trusts. */
  public SqlSettings withTrustServerCertificate(boolean trust) {
    return new SqlSettings(
        connectionString,
        server,
        database,
        user,
        password,
        directory,
        trust,
        loginTimeout,
        queryTimeout,
        socketTimeout);
  }

  /** The same with other limits; whole seconds, at least one. */
  public SqlSettings withTimeouts(Duration login, Duration query, Duration socket) {
    return new SqlSettings(
        connectionString,
        server,
        database,
        user,
        password,
        directory,
        trustServerCertificate,
        login,
        query,
        socket);
  }

  /**
   * Host, instance and database, for messages. Reads the connection string's secret when there is
   * one; where it cannot be read or understood, the reference is named instead.
   */
  public String shown() {
    try {
      return Target.of(this).shown();
    } catch (UnresolvedSecretException | IllegalArgumentException e) {
      return connectionString == null ? String.valueOf(server) : "database of " + connectionString;
    }
  }
}
