package org.purlin.io.staging;

/**
 * A database did not do what it was asked for, and asking again did not help. The message is a
 * sentence that names server and database. It has nothing of the driver's own message, which may
 * repeat a user name or a value; the SQL state and the error code say what the driver meant.
 */
public final class DatabaseException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** What is in the way. */
  public enum Kind {
    /** No connection comes about, or the connection is lost. */
    UNREACHABLE,
    /** The server does not let this user in, or not into this database. */
    LOGIN_REFUSED,
    /** The user is in, and may not do this. */
    NO_RIGHTS,
    /** A table, column or schema is not there, or cannot be seen by this user. */
    NO_SUCH_OBJECT,
    /** Anything else. */
    OTHER
  }

  private final Kind kind;
  private final String sqlState;
  private final int errorCode;

  DatabaseException(Kind kind, String message, String sqlState, int errorCode) {
    super(message);
    this.kind = kind;
    this.sqlState = sqlState;
    this.errorCode = errorCode;
  }

  /** What is in the way. */
  public Kind kind() {
    return kind;
  }

  /** The driver's SQL state; null when it gave none. */
  public String sqlState() {
    return sqlState;
  }

  /** The driver's error code; 0 when it gave none. */
  public int errorCode() {
    return errorCode;
  }
}
