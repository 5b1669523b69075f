package org.purlin.io.staging;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's access to a database: a small pool of connections, and transactions that are
 * repeated where that helps. May be used by several threads at once.
 */
public final class Sql implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sql.class);

  /** Five tries over about eight seconds: deadlocks are over at once, a failover takes seconds. */
  private static final int ATTEMPTS = 5;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** What is done in a transaction. It may be done again from its beginning. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it, on a connection that this must neither commit nor close. */
    T in(Connection connection) throws SQLException;
  }

  private final Target target;
  private final Pool pool;
  private volatile boolean reached;

  private Sql(Target target, Pool pool) {
    this.target = target;
    this.pool = pool;
  }

  /**
   * Resolves secrets; connects when first used.
   *
   * @throws IllegalArgumentException when the settings say something impossible
   */
  public static Sql open(SqlSettings settings) {
    Target target = Target.of(settings);
    if (settings.directory() != null) {
      OwnersDirectory.make(settings.directory());
    }
    return new Sql(target, Pool.of(target, settings));
  }

  /**
   * Runs work in one transaction at READ COMMITTED and commits. A deadlock, a lock time-out and a
   * lost connection are tried again, up to four times; so the work must be harmless to repeat even
   * after a commit whose answer was lost. A database that was never reached is not tried again.
   *
   * @throws DatabaseException when the database did not do it
   */
  public <T> T transaction(Work<T> work) {
    RetryPolicy<Object> repeats =
        RetryPolicy.builder()
            .handleIf(thrown -> thrown instanceof SQLException e && isWorthRepeating(e))
            .withMaxAttempts(ATTEMPTS)
            .withBackoff(FIRST_PAUSE, LONGEST_PAUSE, 3)
            .withJitter(0.3)
            .onRetry(
                again ->
                    LOG.warn(
                        "Repeating a transaction in {}: {}",
                        shown(),
                        again.getLastException() instanceof SQLException e
                            ? "error " + e.getErrorCode()
                            : "failed"))
            .build();
    try {
      return Failsafe.with(repeats).get(() -> once(work));
    } catch (FailsafeException e) {
      if (e.getCause() instanceof SQLException refused) {
        throw Failure.exception(refused, shown());
      }
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while waiting to repeat a transaction.");
      }
      throw e;
    }
  }

  private boolean isWorthRepeating(SQLException e) {
    return Failure.mayBeRepeated(e) || (reached && Failure.isConnectionLost(e));
  }

  private <T> T once(Work<T> work) throws SQLException {
    try (Connection connection = connect()) {
      reached = true;
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    }
  }

  private Connection connect() throws SQLException {
    try {
      return pool.source().getConnection();
    } catch (SQLException e) {
      throw Failure.ofDriver(e);
    }
  }

  private static void rollBack(Connection connection, Exception reason) {
    try {
      connection.rollback();
    } catch (SQLException alsoFailed) {
      reason.addSuppressed(alsoFailed);
    }
  }

  /** Whether work failed because a row with the same key is there already. */
  public static boolean isDuplicate(SQLException e) {
    return Failure.isDuplicate(e);
  }

  /** Whether work failed because a whole table is not there. */
  public static boolean isTableMissing(SQLException e) {
    return Failure.isTableMissing(e);
  }

  /** Which database this is. */
  public Product product() {
    return target.product();
  }

  /** Host, instance and database, for messages. */
  public String shown() {
    return target.shown();
  }

  /**
   * The pool. Its connections do not commit by themselves. What fails on them is the driver's
   * exception, whose message may repeat values and must not be shown.
   */
  public DataSource dataSource() {
    return pool.source();
  }

  @Override
  public void close() {
    pool.close();
  }
}
