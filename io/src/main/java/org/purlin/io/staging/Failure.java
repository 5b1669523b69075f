package org.purlin.io.staging;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.purlin.io.staging.DatabaseException.Kind;

/**
 * What a driver's exception means. Goes by error codes, and by the SQL state where a driver has no
 * codes of its own; never by messages, which are translated.
 */
final class Failure {

  /** Deadlock victim, lock time-out; and H2's deadlock, lock time-out and concurrent update. */
  private static final Set<Integer> MAY_BE_REPEATED = Set.of(1205, 1222, 40001, 50200, 90131);

  /** Azure SQL moves a database or is busy; the same statement works soon after. */
  private static final Set<Integer> AZURE_BUSY =
      Set.of(10928, 10929, 40197, 40501, 40613, 49918, 49919, 49920);

  /** H2: connection broken, database closed, database closing, object closed. */
  private static final Set<Integer> H2_LOST = Set.of(90067, 90098, 90121, 90007);

  /** H2: the file is open in another process. */
  private static final int H2_IN_USE = 90020;

  /** SQL Server: login failed, not trusted, locked, expired, may not open database; H2's login. */
  private static final Set<Integer> LOGIN =
      Set.of(18456, 18452, 18470, 18486, 18487, 18488, 4060, 4064, 916, 40615, 28000);

  /** SQL Server: denied on object, column, database, statement, schema; H2's rights. */
  private static final Set<Integer> RIGHTS =
      Set.of(229, 230, 262, 297, 300, 2760, 15247, 90096, 90040);

  /** SQL Server: no such table, column, procedure; H2: table, column, schema. */
  private static final Set<Integer> OBJECT =
      Set.of(208, 207, 2812, 42102, 42103, 42104, 42122, 90079);

  /** The table itself is not there, as opposed to one of its columns. */
  private static final Set<Integer> TABLE = Set.of(208, 42102, 42103, 42104, 90079);

  /** Chains of causes may be circles. */
  private static final int MOST_CAUSES = 20;

  private Failure() {}

  /** What the driver said, without what the pool says around it. */
  static SQLException ofDriver(SQLException e) {
    SQLException innermost = e;
    Throwable cause = e.getCause();
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      if (cause instanceof SQLException inner) {
        innermost = inner;
      }
      cause = cause.getCause();
    }
    return innermost;
  }

  /** Whether the same work may do better, the connection being alive. */
  static boolean mayBeRepeated(SQLException e) {
    return MAY_BE_REPEATED.contains(e.getErrorCode());
  }

  /** Whether the connection is gone or was not to be had, which another one may mend. */
  static boolean isConnectionLost(SQLException e) {
    return kind(e) == Kind.UNREACHABLE;
  }

  /** Whether a row with that key is there already. */
  static boolean isDuplicate(SQLException e) {
    String state = e.getSQLState();
    return Set.of(2627, 2601, 23505).contains(e.getErrorCode())
        && state != null
        && state.startsWith("23");
  }

  /** Whether the whole table is missing. */
  static boolean isTableMissing(SQLException e) {
    return TABLE.contains(e.getErrorCode());
  }

  static Kind kind(SQLException e) {
    int code = e.getErrorCode();
    if (LOGIN.contains(code)) {
      return Kind.LOGIN_REFUSED;
    }
    if (RIGHTS.contains(code)) {
      return Kind.NO_RIGHTS;
    }
    if (OBJECT.contains(code)) {
      return Kind.NO_SUCH_OBJECT;
    }
    String state = e.getSQLState();
    if (AZURE_BUSY.contains(code)
        || H2_LOST.contains(code)
        || code == H2_IN_USE
        || (state != null && state.startsWith("08"))) {
      return Kind.UNREACHABLE;
    }
    return Kind.OTHER;
  }

  /** The exception to throw when nothing more helps. */
  static DatabaseException exception(SQLException e, String shown) {
    Kind kind = kind(e);
    String codes =
        " (SQL state "
            + e.getSQLState()
            + ", error "
            + e.getErrorCode()
            + ", "
            + e.getClass().getSimpleName()
            + ")";
    DatabaseException failure =
        new DatabaseException(
            kind, sentence(kind, e, shown) + codes, e.getSQLState(), e.getErrorCode());
    failure.setStackTrace(e.getStackTrace());
    return failure;
  }

  private static String sentence(Kind kind, SQLException e, String shown) {
    return switch (kind) {
      case UNREACHABLE -> unreachable(e, shown);
      case LOGIN_REFUSED ->
          "The database "
              + shown
              + " did not let this user in. Check user, password and that the user may open this"
              + " database.";
      case NO_RIGHTS ->
          "The database "
              + shown
              + " does not allow this user what was tried. Ask its administrator for the rights in"
              + " the documentation.";
      case NO_SUCH_OBJECT ->
          "A table or column is not there in "
              + shown
              + ", or this user may not see it. Check database, schema and table.";
      case OTHER -> other(e, shown);
    };
  }

  private static String unreachable(SQLException e, String shown) {
    if (e.getErrorCode() == H2_IN_USE) {
      return "The " + shown + " are in use by another process. Wait until it ends.";
    }
    if (isCausedBy(e, UnsatisfiedLinkError.class)) {
      return "Integrated security for "
          + shown
          + " needs the file mssql-jdbc_auth of the driver's version and this processor, in a"
          + " directory of PATH.";
    }
    if (isCausedBy(e, SSLException.class)) {
      return "No encrypted connection to "
          + shown
          + " comes about. Its certificate must be one this machine trusts, for this server name.";
    }
    return "The database "
        + shown
        + " cannot be reached, or the connection was lost. Check server, port and firewall.";
  }

  private static String other(SQLException e, String shown) {
    if (isCausedBy(e, UnsatisfiedLinkError.class)) {
      return unreachable(e, shown);
    }
    if (mayBeRepeated(e)) {
      return "Rows in "
          + shown
          + " stayed locked by somebody else, also after several tries. Does another job run now?";
    }
    if (e instanceof SQLTimeoutException) {
      return "A statement took too long in " + shown + ". Is the table locked, or without index?";
    }
    return "The database " + shown + " refused a statement.";
  }

  private static boolean isCausedBy(Throwable e, Class<? extends Throwable> type) {
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
