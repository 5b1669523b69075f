package org.purlin.sandbox.csc;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import org.h2.tools.Server;

/**
 * An H2 database that plays SQL Server, served on loopback so that other processes can use it too.
 * The port is free, the password random. Unlike on SQL Server, names need their brackets, and their
 * case matters.
 */
public final class StagingDatabase implements AutoCloseable {

  private static final String USER = "STAGING";
  private static final int PASSWORD_BYTES = 16;

  private static final String MODE = ";MODE=MSSQLServer";

  private final String password;
  private final String name;
  private final Connection keeper;
  private final Server server;

  private StagingDatabase(String name, String... serverFlags) throws SQLException {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    this.password = HexFormat.of().formatHex(random);
    this.name = name;
    // Read once, when H2 is first used in a process. Without it H2 listens on every address and
    // turns strangers away after they have connected.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    this.keeper = DriverManager.getConnection("jdbc:h2:" + name + MODE, USER, password);
    try {
      this.server = Server.createTcpServer(serverFlags).start();
    } catch (SQLException e) {
      keeper.close();
      throw e;
    }
  }

  /** Starts with an empty database in this process's memory. */
  public static StagingDatabase startInMemory() throws SQLException {
    String name = "mem:staging" + HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    return new StagingDatabase(name, "-tcpPort", "0", "-tcpDaemon");
  }

  /**
   * Starts with a new database in a directory.
   *
   * @throws SQLException when there is one already, whose password nobody knows any more
   */
  public static StagingDatabase start(Path directory) throws SQLException {
    String file = directory.toAbsolutePath().resolve("staging").toString();
    return new StagingDatabase("file:" + file, "-tcpPort", "0", "-tcpDaemon");
  }

  /** Where it can be reached, without user and password. */
  public String jdbcUrl() {
    return "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + name + MODE;
  }

  /** Who may sign in. */
  public String user() {
    return USER;
  }

  /** The password, another one for each database. */
  public String password() {
    return password;
  }

  /** Signs in. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), USER, password);
  }

  /** Stops serving and closes the database; one in memory is gone then. */
  @Override
  public void close() throws SQLException {
    server.stop();
    try (keeper) {
      keeper.createStatement().execute("SHUTDOWN");
    }
  }
}
