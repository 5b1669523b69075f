package org.purlin.io.csc;

import java.time.Instant;

/** Another run works on the same records. The message says which, where, and until when. */
public final class LeaseHeldException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final String runId;
  private final String host;
  private final Instant since;
  private final Instant until;

  LeaseHeldException(String runId, String host, Instant since, Instant until) {
    super(
        "Run "
            + runId
            + " on "
            + host
            + " is sending for the same authority, table and receiver since "
            + since
            + ". Nothing was sent. Wait until it ends; if it died, its claim ends at "
            + until
            + ".");
    this.runId = runId;
    this.host = host;
    this.since = since;
    this.until = until;
  }

  /** The run that has the records. */
  public String runId() {
    return runId;
  }

  /** Where it runs. */
  public String host() {
    return host;
  }

  /** When it began. */
  public Instant since() {
    return since;
  }

  /** When its claim ends unless it is renewed, by the database's clock. */
  public Instant until() {
    return until;
  }
}
