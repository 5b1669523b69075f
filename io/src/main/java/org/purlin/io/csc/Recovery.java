package org.purlin.io.csc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Brings batches of runs, or of attempts, that broke off to their end. */
final class Recovery {

  private final ToReceiver receiver;
  private long accepted;
  private long refused;

  Recovery(ToReceiver receiver) {
    this.receiver = receiver;
  }

  /**
   * Writes known answers back; and sends what is in doubt once more, as it was, so that it is known
   * what the receiver holds.
   *
   * @param resend false leaves in doubt what is in doubt
   */
  void settle(OpenBatch batch, boolean resend) throws IOException, InterruptedException {
    List<Outgoing> answered = new ArrayList<>();
    List<Result> answers = new ArrayList<>();
    List<Outgoing> doubtful = new ArrayList<>();
    for (OpenRecord record : batch.records()) {
      if (record.isInDoubt()) {
        doubtful.add(record.outgoing());
      } else {
        answered.add(record.outgoing());
        answers.add(record.answer());
      }
    }
    receiver.settle(batch.id(), answered, answers);
    count(answers);
    if (resend && !doubtful.isEmpty() && receiver.stopped() == null) {
      count(receiver.sendAgain(new Batch(batch.id(), batch.runId(), batch.preparedAt(), doubtful)));
    }
  }

  private void count(List<Result> results) {
    for (Result result : results) {
      switch (result.fate()) {
        case ACCEPTED -> accepted++;
        case REFUSED -> refused++;
        case IN_DOUBT -> {
          // It is counted where its child is left out.
        }
      }
    }
  }

  long accepted() {
    return accepted;
  }

  long refused() {
    return refused;
  }

  String stopped() {
    return receiver.stopped();
  }
}
