package org.purlin.io.csc;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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
   * takes at most. Beyond it the records not yet told apart are refused together.
   */
  private static final int BAD_RECORDS_WORTH_FINDING = 4;

  /** So many 403 in a row, and none ever accepted, are not about what is in the records. */
  private static final int FORBIDDEN_IN_A_ROW = 9;

  /** Two batches without a clear answer are a receiver that is not well. */
  private static final int DOUBTS_IN_A_ROW = 2;

  /** Told before each post, so that a run which lost its lock posts nothing more. */
  @FunctionalInterface
  interface SignOfLife {
    void give() throws IOException;
  }

  private final CscReceiver receiver;
  private final Records records;
  private final SignOfLife life;
  private boolean accepted;
  private int forbidden;
  private int doubts;
  private String stopped;
  private long extraPosts;
  private long extraPostsLeft;

  Submitter(CscReceiver receiver, Records records, SignOfLife life) {
    this.receiver = receiver;
    this.records = records;
    this.life = life;
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
    extraPostsLeft = BAD_RECORDS_WORTH_FINDING * postsToFindOne(batch.records().size());
    long before = receiver.posts();
    send(batch.id(), batch.records(), results);
    extraPosts += Math.max(0, receiver.posts() - before - 1);
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
    life.give();
    Reply reply = receiver.post(part.stream().map(Outgoing::body).toList());
    if (!(reply instanceof Reply.Refused refused && refused.status() == 403)) {
      forbidden = 0;
    }
    if (reply instanceof Reply.Receipts receipts) {
      accepted = true;
      doubts = 0;
      keep(batchId, accepted(part, receipts.receipts()), results);
      return true;
    }
    if (reply instanceof Reply.InDoubt doubt) {
      keep(batchId, all(part, Result.Fate.IN_DOUBT, doubt.why()), results);
      if (++doubts >= DOUBTS_IN_A_ROW) {
        stopped = doubt.why();
      }
      return false;
    }
    if (reply instanceof Reply.NotNow busy) {
      stopped = busy.why();
      return false;
    }
    doubts = 0;
    if (reply instanceof Reply.TooLarge) {
      narrow(
          batchId,
          part,
          new TreeSet<>(),
          "413 The record alone is too large for the receiver.",
          results);
      return false;
    }
    Reply.Refused no = (Reply.Refused) reply;
    if (no.status() == 403) {
      forbidden(++forbidden);
    }
    narrow(batchId, part, BlamedRecords.in(no.body(), part.size()), reason(no), results);
    return false;
  }

  private void forbidden(int inARow) throws CredentialsRefusedException {
    if (!accepted && inARow >= FORBIDDEN_IN_A_ROW) {
      throw new CredentialsRefusedException(
          "The receiver answered 403 to "
              + inARow
              + " posts in a row, so none of the records was judged. Check --supplierKey, the"
              + " client's permissions, and whether a firewall is in the way (--httpUserAgent).");
    }
  }

  private void narrow(
      String batchId,
      List<Outgoing> part,
      SortedSet<Integer> blamed,
      String reason,
      List<Result> results)
      throws IOException, InterruptedException {
    if (part.size() == 1) {
      keep(batchId, all(part, Result.Fate.REFUSED, reason), results);
      return;
    }
    boolean told = !blamed.isEmpty() && blamed.size() < part.size();
    List<Outgoing> first = told ? without(part, blamed) : part.subList(0, part.size() / 2);
    List<Outgoing> second =
        told ? blamed.stream().map(part::get).toList() : part.subList(part.size() / 2, part.size());
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
      String batchId, List<Outgoing> part, String reason, List<Result> results) throws IOException {
    keep(
        batchId,
        all(
            part,
            Result.Fate.REFUSED,
            "Refused in a group of " + part.size() + " that was not narrowed down: " + reason),
        results);
  }

  private void keep(String batchId, List<Result> fates, List<Result> results) throws IOException {
    records.answer(batchId, fates);
    results.addAll(fates);
  }

  private static String reason(Reply.Refused refused) {
    String line = refused.body().strip().replaceAll("\\s+", " ");
    String said = line.length() > 1000 ? line.substring(0, 1000) + "…" : line;
    return refused.status() + (said.isEmpty() ? " without a word" : " " + said);
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
