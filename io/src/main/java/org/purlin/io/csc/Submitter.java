package org.purlin.io.csc;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.purlin.io.http.Body;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.transforms.csc.BlamedRecords;

/**
 * Sends a batch until every record of it has a fate. A refusal of the whole batch is narrowed down:
 * the records the receiver blames are set aside and the rest goes at once; where it blames none,
 * the batch is halved. Each answer is committed as soon as it is there.
 */
final class Submitter {

  /**
   * Extra posts one batch may cost, as a multiple of what finding one bad record among its records
   * takes at most. Beyond it the records not yet told apart share their fate.
   */
  private static final int BAD_RECORDS_WORTH_FINDING = 4;

  /** So many 403 in a row, and none ever accepted, are not about what is in the records. */
  private static final int FORBIDDEN_IN_A_ROW = 9;

  /** Two batches without a clear answer are a receiver that is not well. */
  private static final int DOUBTS_IN_A_ROW = 2;

  /** While a batch is narrowed down, one record may spoil each half on its way down. */
  private static final int DOUBTS_IN_A_ROW_NARROWING = 9;

  private final CscReceiver receiver;
  private final Records records;
  private final Body.Gate gate;
  private final List<Result> forbiddenAlone = new ArrayList<>();
  private boolean accepted;
  private int forbidden;
  private int doubts;
  private String stopped;
  private boolean again;
  private long extraPosts;
  private long extraPostsLeft;

  /**
   * @param gate asked before each attempt, so that a run which lost its lock posts nothing more
   */
  Submitter(CscReceiver receiver, Records records, Body.Gate gate) {
    this.receiver = receiver;
    this.records = records;
    this.gate = gate;
  }

  /** Why no further batch should be sent; null while all is well. */
  String stopped() {
    return stopped;
  }

  /** Sends nothing at all when there is a reason. */
  void stop(String why) {
    stopped = why;
  }

  /** Posts that only narrowed refusals down. */
  long extraPosts() {
    return extraPosts;
  }

  /** Posts of all kinds. */
  long posts() {
    return receiver.posts();
  }

  /**
   * Sends a batch that is in the outbox already.
   *
   * @param results gets a fate for each record, but for those that were certainly not sent: the
   *     receiver was busy or away, see {@link #stopped()}, or this throws one of its own exceptions
   * @throws CredentialsRefusedException when we are refused, not the records
   * @throws ReceiverException when the address is wrong
   */
  void send(Batch batch, List<Result> results) throws IOException, InterruptedException {
    again = false;
    begin(batch, results);
  }

  /**
   * Sends records whose earlier post has no clear answer. What gets none again is halved, so that
   * one record leaves its neighbours in doubt no longer. What is refused now may have been accepted
   * then, and is kept as such; a 403 leaves the doubt, because it says nothing of what was.
   *
   * @param results gets a fate for each record that has one now
   */
  void sendAgain(Batch batch, List<Result> results) throws IOException, InterruptedException {
    again = true;
    begin(batch, results);
  }

  private void begin(Batch batch, List<Result> results) throws IOException, InterruptedException {
    extraPostsLeft = BAD_RECORDS_WORTH_FINDING * postsToFindOne(batch.records().size());
    long before = receiver.posts();
    send(batch.id(), batch.records(), results);
    extraPosts += Math.max(0, receiver.posts() - before - 1);
    if (!forbiddenAlone.isEmpty() && stopped == null) {
      if (!accepted) {
        throw allForbidden();
      }
      keep(batch.id(), List.copyOf(forbiddenAlone), results);
    }
    forbiddenAlone.clear();
  }

  /** Halving finds one bad record among n with two posts a level. */
  static long postsToFindOne(int records) {
    return 2L * (32 - Integer.numberOfLeadingZeros(Math.max(1, records - 1))) + 1;
  }

  private boolean send(String batchId, List<Outgoing> part, List<Result> results)
      throws IOException, InterruptedException {
    if (stopped != null) {
      return false;
    }
    Reply reply = post(batchId, part, results);
    if (!(reply instanceof Reply.Refused refused && refused.status() == 403)) {
      forbidden = 0;
    }
    if (reply instanceof Reply.Receipts) {
      doubts = 0;
    }
    if (reply instanceof Reply.Receipts receipts) {
      accepted = true;
      keep(batchId, accepted(part, receipts.receipts()), results);
      return true;
    }
    if (reply instanceof Reply.NotNow busy) {
      stopped = busy.why();
    } else if (reply instanceof Reply.InDoubt doubt) {
      doubtful(batchId, part, doubt, results);
    } else if (reply instanceof Reply.TooLarge) {
      tooLarge(batchId, part, results);
    } else if (reply instanceof Reply.Refused no) {
      refused(batchId, part, no, results);
    }
    return false;
  }

  private Reply post(String batchId, List<Outgoing> part, List<Result> results)
      throws IOException, InterruptedException {
    try {
      return receiver.post(part.stream().map(Outgoing::body).toList(), gate);
    } catch (CredentialsRefusedException e) {
      if (receiver.mayHaveArrivedBefore()) {
        String why = "The sign-in was refused to a repeat; an earlier attempt may have arrived.";
        keep(batchId, all(part, Result.Fate.IN_DOUBT, why), results);
      }
      throw e;
    }
  }

  private void doubtful(
      String batchId, List<Outgoing> part, Reply.InDoubt doubt, List<Result> results)
      throws IOException, InterruptedException {
    boolean narrows = again && doubt.answered();
    if (++doubts >= (narrows ? DOUBTS_IN_A_ROW_NARROWING : DOUBTS_IN_A_ROW)) {
      stopped = doubt.why();
    }
    if (narrows && part.size() > 1 && stopped == null && mayPost(part)) {
      send(batchId, firstHalf(part), results);
      send(batchId, secondHalf(part), results);
    } else {
      keep(batchId, all(part, Result.Fate.IN_DOUBT, doubt.why()), results);
    }
  }

  /** Each half is smaller, so this ends; it says nothing bad of a record that has neighbours. */
  private void tooLarge(String batchId, List<Outgoing> part, List<Result> results)
      throws IOException, InterruptedException {
    if (part.size() == 1) {
      String reason = "413 The record alone is too large for the receiver.";
      keep(batchId, all(part, Result.Fate.REFUSED, reason), results);
    } else {
      send(batchId, firstHalf(part), results);
      send(batchId, secondHalf(part), results);
    }
  }

  private void refused(String batchId, List<Outgoing> part, Reply.Refused no, List<Result> results)
      throws IOException, InterruptedException {
    boolean forbids = no.status() == 403;
    if (forbids && again) {
      String why = "The receiver answered 403 to records that were in doubt, so they still are.";
      doubtful(batchId, part, new Reply.InDoubt(why, true), results);
      return;
    }
    if (forbids && !accepted && ++forbidden >= FORBIDDEN_IN_A_ROW) {
      throw allForbidden();
    }
    if (part.size() > 1) {
      narrow(batchId, part, BlamedRecords.in(no.body(), part.size()), reason(no), results);
    } else if (forbids && !accepted) {
      // Is it the record, or are we refused? What becomes of its neighbours tells.
      forbiddenAlone.addAll(all(part, Result.Fate.REFUSED, reason(no)));
    } else {
      keep(batchId, all(part, Result.Fate.REFUSED, reason(no)), results);
    }
  }

  private static CredentialsRefusedException allForbidden() {
    return new CredentialsRefusedException(
        "The receiver answered 403 to every post, so none of the records was judged. Check"
            + " --supplierKey, the client's permissions, and whether a firewall is in the way"
            + " (--httpUserAgent).");
  }

  private void narrow(
      String batchId,
      List<Outgoing> part,
      SortedSet<Integer> blamed,
      String reason,
      List<Result> results)
      throws IOException, InterruptedException {
    boolean told = !blamed.isEmpty() && blamed.size() < part.size();
    List<Outgoing> first = told ? without(part, blamed) : firstHalf(part);
    List<Outgoing> second = told ? blamed.stream().map(part::get).toList() : secondHalf(part);
    if (!mayPost(first)) {
      refuseTogether(batchId, part, reason, results);
      return;
    }
    boolean restIsFine = send(batchId, first, results);
    if (stopped != null) {
      return;
    }
    if (told && restIsFine && second.size() == 1) {
      // What was left out made the difference, so it is the bad one.
      keep(batchId, all(second, Result.Fate.REFUSED, reason), results);
    } else if (!mayPost(second)) {
      refuseTogether(batchId, second, reason, results);
    } else {
      send(batchId, second, results);
    }
  }

  private boolean mayPost(List<Outgoing> part) {
    return !part.isEmpty() && extraPostsLeft-- > 0;
  }

  private void refuseTogether(
      String batchId, List<Outgoing> part, String reason, List<Result> results) {
    keep(
        batchId,
        all(
            part,
            Result.Fate.REFUSED,
            "Refused in a group of " + part.size() + " that was not narrowed down: " + reason),
        results);
  }

  private void keep(String batchId, List<Result> fates, List<Result> results) {
    if (again) {
      records.answerAfterDoubt(batchId, fates);
    } else {
      records.answer(batchId, fates);
    }
    results.addAll(fates);
  }

  private static String reason(Reply.Refused refused) {
    String line = refused.body().strip().replaceAll("\\s+", " ");
    String said = line.length() > 1000 ? line.substring(0, 1000) + "…" : line;
    return refused.status() + (said.isEmpty() ? " without a word" : " " + said);
  }

  private static List<Outgoing> firstHalf(List<Outgoing> part) {
    return part.subList(0, part.size() / 2);
  }

  private static List<Outgoing> secondHalf(List<Outgoing> part) {
    return part.subList(part.size() / 2, part.size());
  }

  private static List<Outgoing> without(List<Outgoing> part, Set<Integer> positions) {
    List<Outgoing> rest = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      if (!positions.contains(i)) {
        rest.add(part.get(i));
      }
    }
    return rest;
  }

  private static List<Result> accepted(List<Outgoing> part, List<String> receipts) {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      Receipt receipt = new Receipt(receipts.get(i));
      results.add(
          new Result(
              part.get(i).position(),
              Result.Fate.ACCEPTED,
              receipt.whole(),
              // Our clock where the receipt does not tell the receiver's.
              receipt.time().orElseGet(Instant::now),
              null));
    }
    return results;
  }

  private static List<Result> all(List<Outgoing> part, Result.Fate fate, String reason) {
    return part.stream()
        .map(record -> new Result(record.position(), fate, null, null, reason))
        .toList();
  }
}
