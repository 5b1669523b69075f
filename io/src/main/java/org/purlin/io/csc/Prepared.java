package org.purlin.io.csc;

import java.util.List;
import org.purlin.transforms.csc.Complaint;

/** What a candidate became when its payload was at hand. */
sealed interface Prepared {

  Candidate candidate();

  /** It can be sent. */
  record Ready(Candidate candidate, Outgoing outgoing) implements Prepared {

    /** The record with its place in a batch. */
    Outgoing at(int position) {
      return new Outgoing(
          position,
          outgoing.rowId(),
          outgoing.personId(),
          outgoing.laChildId(),
          outgoing.misChildId(),
          outgoing.kind(),
          outgoing.body(),
          outgoing.payload(),
          outgoing.payloadHash(),
          outgoing.sourceHash());
    }
  }

  /**
   * It must not be sent.
   *
   * @param personId the row's; empty when there is none
   * @param sourceHash of the payload's text; guards the write-back
   */
  @SuppressWarnings("ArrayRecordComponent") // never changed once it is made
  record Bad(Candidate candidate, String personId, byte[] sourceHash, List<Complaint> complaints)
      implements Prepared {}

  /**
   * The receiver holds it as it is.
   *
   * @param held what the receiver holds; its receipt is the row's
   * @param sourceHash of the payload's text; guards the write-back
   */
  @SuppressWarnings("ArrayRecordComponent") // never changed once it is made
  record Same(Candidate candidate, Accepted held, byte[] sourceHash) implements Prepared {}

  /** The row changed its state while the run was under way; the next run takes it. */
  record Moved(Candidate candidate) implements Prepared {}
}
