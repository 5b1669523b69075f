package org.purlin.io.csc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.api.Trigger;

/**
 * Breaks an attempt off before one of its writes: from then on every write to these tables fails,
 * until they are healed, as if the process had died. What was written before stays.
 */
public final class BreakOff implements Trigger {

  private static final int NEVER = Integer.MAX_VALUE;

  private static final AtomicInteger LEFT = new AtomicInteger(NEVER);

  /** Watches over these tables, quoted. */
  static void watch(Connection connection, List<String> tables) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : tables) {
        statement.execute(
            "CREATE TRIGGER "
                + table.replaceAll("]$", "_watch]")
                + " BEFORE INSERT, UPDATE, DELETE ON "
                + table
                + " CALL '"
                + BreakOff.class.getName()
                + "'");
      }
    }
  }

  /** So many writes still happen. */
  static void after(int writes) {
    LEFT.set(writes);
  }

  /** Lets all writes happen again, and says whether one did not. */
  static boolean heal() {
    return LEFT.getAndSet(NEVER) < 0;
  }

  @Override
  public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
    if (LEFT.get() != NEVER && LEFT.decrementAndGet() < 0) {
      throw new SQLException("The process is dead.");
    }
  }
}
