package org.purlin.sandbox.csc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.purlin.sandbox.Mistakes;

/**
 * Receiver and staging table as a process. Prints {@code csc http://127.0.0.1:port}, then the lines
 * of a {@code .env} that sends from the table to the receiver, then an empty line; and runs until
 * it is killed. {@link SandboxFlags} lists its flags.
 */
public final class SandboxMain {

  private SandboxMain() {}

  /** Starts both, or fails with a sentence about the flag that is wrong. */
  public static void main(String[] args) throws IOException, SQLException, InterruptedException {
    Mistakes.inOneSentence();
    SandboxFlags flags = SandboxFlags.read(args);
    StagingDatabase database = database(flags.directory());
    Authority authority =
        Authority.start(
            Cohort.of(new Children(flags.seed()), flags.children()),
            database,
            flags.shape(),
            flags.settings().clock());
    CscSandbox receiver = CscSandbox.start(flags.settings(), authority);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> close(receiver, database), "close-sandbox"));
    System.out.println("csc " + receiver.url());
    environment(receiver, database, authority.table().shape()).forEach(System.out::println);
    System.out.println();
    System.out.flush();
    new CountDownLatch(1).await();
  }

  /** The names the public reference sender uses, and values that open nothing but sandboxes. */
  static List<String> environment(CscSandbox receiver, StagingDatabase database, Shape shape) {
    CscSettings settings = receiver.settings();
    boolean live = !shape.anonymous();
    return List.of(
        "LA_CODE=" + settings.laCodes().get(0),
        "API_ENDPOINT=" + (live ? receiver.liveEndpoint() : receiver.endpoint()),
        "TOKEN_ENDPOINT=" + receiver.tokenEndpoint(),
        "CLIENT_ID=" + settings.clientId(),
        "CLIENT_SECRET=" + settings.clientSecret(),
        "SCOPE=" + settings.scope(),
        "SUPPLIER_KEY=" + settings.supplierKey(),
        "TABLE_NAME=" + shape.name(),
        "SQL_CONN_STR="
            + database.jdbcUrl()
            + ";USER="
            + database.user()
            + ";PASSWORD="
            + database.password());
  }

  private static StagingDatabase database(Path directory) throws IOException, SQLException {
    return directory == null
        ? StagingDatabase.startInMemory()
        : StagingDatabase.start(Files.createDirectories(directory));
  }

  private static void close(CscSandbox receiver, StagingDatabase database) {
    receiver.close();
    try {
      database.close();
    } catch (SQLException e) {
      System.err.println("the database did not close: " + e.getMessage());
    }
  }
}
