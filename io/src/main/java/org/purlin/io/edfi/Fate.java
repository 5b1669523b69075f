package org.purlin.io.edfi;

import java.util.Locale;

/** What became of a row of the input. Each row meets exactly one. */
public enum Fate {
  /** The server has it now; it was not there before. */
  CREATED,
  /** The server has it now; an older one was there. */
  UPDATED,
  /** An earlier run proved it delivered. */
  ALREADY_DELIVERED,
  /** The server holds the same already; asked with {@code --compare}. */
  UNCHANGED,
  /** The server no longer has it. */
  DELETED,
  /** There was nothing to delete. */
  NOT_FOUND,
  /** Refused, by the server or by the checks before it; the reason is with the row. */
  REJECTED,
  /** It was sent, and no answer says what became of it. */
  IN_DOUBT,
  /** It was not sent, and the reason is not the row: a login, a server that is silent. */
  NOT_SENT,
  /** The row's own status column says to leave it, or it was not asked for. */
  SKIPPED,
  /** A dry run found nothing against sending it. */
  VALID,
  /** A dry run found that it would be new. */
  WOULD_CREATE,
  /** A dry run found that it would change what is there. */
  WOULD_UPDATE,
  /** A dry run found it, so it would be deleted. */
  WOULD_DELETE;

  /** In small letters and with blanks, as reports and result rows have it. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether it needs someone's attention. */
  public boolean isOpen() {
    return this == REJECTED || this == IN_DOUBT || this == NOT_SENT;
  }
}
