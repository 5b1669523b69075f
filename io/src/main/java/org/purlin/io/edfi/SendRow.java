package org.purlin.io.edfi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.purlin.io.edfi.Action.Attempt;
import org.purlin.io.edfi.Action.Step;
import org.purlin.io.edfi.SubmissionLedger.State;
import org.purlin.io.edfi.SubmitRun.Duplicates;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.EndpointDeadException;
import org.purlin.io.http.NoAnswerException;
import org.purlin.io.http.NoTokenException;

/** Decides about one row, sends it, and writes down what became of it. Used by many threads. */
final class SendRow {

  /**
   * A row that is not settled yet.
   *
   * @param forAssociations whether it waits for associations; otherwise for the rest of its wave
   */
  record Left(Waiting waiting, boolean forAssociations) {}

  private final SubmitRun run;
  private final Action action;
  private final SubmissionLedger ledger;
  private final Results results;
  private final Copies copies;

  /**
   * Lanes of which a row waits, and whether for associations. Only of those in which the order of
   * rows may matter.
   */
  private final Map<String, Boolean> waitingLanes = new ConcurrentHashMap<>();

  /** Lanes without natural keys in which something was sent. */
  private final Set<String> sentLanes = ConcurrentHashMap.newKeySet();

  /** Set when nothing more can be sent to the district. */
  private volatile Verdict stopped;

  SendRow(SubmitRun run, Action action, SubmissionLedger ledger, Results results, Copies copies) {
    this.run = run;
    this.action = action;
    this.ledger = ledger;
    this.results = results;
    this.copies = copies;
  }

  /** Rows that waited are done again now. */
  void startRound() {
    waitingLanes.clear();
  }

  /**
   * Does a row.
   *
   * @param peopleAreFinal whether a person's refusal is final
   * @return empty when the row is settled
   */
  Optional<Left> send(Waiting waiting, boolean peopleAreFinal)
      throws IOException, InterruptedException {
    Submission row = waiting.row();
    Optional<Verdict> before = withoutSending(row);
    if (before.isPresent()) {
      settle(row, remembering(waiting, before.get()));
      return Optional.empty();
    }
    boolean keepsOrder = keepsOrder(row);
    if (keepsOrder && waitingLanes.containsKey(row.lane())) {
      return Optional.of(
          new Left(new Waiting(row, waiting.verdict()), waitingLanes.get(row.lane())));
    }
    Attempt attempt = new Attempt((key, exact) -> begin(row, key, exact));
    Step step = step(row, attempt);
    if (attempt.wasSent()) {
      results.posted(attempt.tries());
    }
    Submission tried = row.withAttempts(row.attempts() + attempt.tries());
    if (step instanceof Step.AfterWave later) {
      return left(tried, remembering(waiting, later.otherwise()), false, keepsOrder);
    }
    if (step instanceof Step.AfterAssociations later && !peopleAreFinal) {
      return left(tried, remembering(waiting, later.otherwise()), true, keepsOrder);
    }
    settle(tried.withKey(attempt.key()), remembering(waiting, verdict(step)));
    return Optional.empty();
  }

  private void begin(Submission row, String key, boolean exact) throws IOException {
    ledger.begin(key, exact, copies.has(row), now());
    if (!exact && row.lane() != null) {
      sentLanes.add(row.lane());
    }
  }

  /** What an earlier round left in doubt, a refusal or nothing at all does not clear up. */
  private static Verdict remembering(Waiting waiting, Verdict verdict) {
    boolean wasInDoubt = waiting.verdict() != null && waiting.verdict().fate() == Fate.IN_DOUBT;
    return wasInDoubt && verdict.fate().isOpen() ? verdict.withFate(Fate.IN_DOUBT) : verdict;
  }

  /** Makes final what a row was answered, or would be answered again. */
  void sendFinally(Waiting waiting) throws IOException, InterruptedException {
    if (waiting.verdict() != null) {
      settle(waiting.row(), waiting.verdict());
      return;
    }
    waitingLanes.remove(waiting.row().lane());
    Optional<Left> left = send(waiting, true);
    if (left.isPresent()) {
      settle(left.get().waiting().row(), left.get().waiting().verdict());
      waitingLanes.remove(waiting.row().lane());
    }
  }

  /** Whether a later row of this one's lane could be of the same record. */
  private boolean keepsOrder(Submission row) {
    return row.lane() != null && (!row.exact() || copies.has(row));
  }

  private static Verdict verdict(Step step) {
    return step instanceof Step.Settled settled
        ? settled.verdict()
        : ((Step.AfterAssociations) step).otherwise();
  }

  private Optional<Left> left(
      Submission row, Verdict otherwise, boolean forAssociations, boolean keepsOrder) {
    if (keepsOrder) {
      waitingLanes.put(row.lane(), forAssociations);
    }
    return Optional.of(new Left(new Waiting(row, otherwise), forAssociations));
  }

  /** What becomes of a row that is not to be sent. */
  private Optional<Verdict> withoutSending(Submission row) {
    if (run.duplicates() == Duplicates.REJECT && row.exact() && copies.differ(row)) {
      return Optional.of(
          Verdict.of(
              Fate.REJECTED,
              Problems.DUPLICATE_KEY,
              "several rows of the input have this natural key, with different contents"));
    }
    return earlierRuns(row).or(() -> Optional.ofNullable(stopped));
  }

  /** What earlier runs say of it, and the user of such rows. */
  private Optional<Verdict> earlierRuns(Submission row) {
    if (row.key() == null || DistrictSubmission.deletes(run)) {
      return Optional.empty();
    }
    long last = copies.last(row);
    // What was just sent may be an older copy of a record whose natural key is not known.
    boolean isOvertaken = !row.exact() && row.lane() != null && sentLanes.contains(row.lane());
    boolean isDelivered = !isOvertaken && ledger.isDelivered(row, last);
    State state = ledger.state(row).orElse(null);
    return switch (run.resend()) {
      case ALL -> Optional.empty();
      case UNPROVEN -> isDelivered ? Optional.of(delivered(row, last)) : Optional.empty();
      case REJECTED ->
          isDelivered || state == State.UNKNOWN || state == State.PENDING
              ? notAskedFor()
              : Optional.empty();
      case UNKNOWN ->
          state == State.UNKNOWN || state == State.PENDING ? Optional.empty() : notAskedFor();
    };
  }

  private static Verdict delivered(Submission row, long last) {
    return SubmissionLedger.hash(row.payload()) == last
        ? Verdict.of(Fate.ALREADY_DELIVERED)
        : Verdict.of(Fate.SKIPPED, null, "a later row with its natural key is already delivered");
  }

  private static Optional<Verdict> notAskedFor() {
    return Optional.of(Verdict.of(Fate.SKIPPED, null, "not asked for with --resend"));
  }

  private Step step(Submission row, Attempt attempt) throws IOException, InterruptedException {
    try {
      return action.on(row, attempt);
    } catch (CredentialsRefusedException e) {
      String why = "auth: " + e.getMessage();
      stop(Verdict.of(Fate.NOT_SENT, Problems.LOGIN, why));
      attempt.add(e.attempts());
      return settled(e.mayHaveBeenProcessedBefore() && attempt.wasSent(), Problems.LOGIN, why);
    } catch (NoTokenException e) {
      if (e.isSettled()) {
        stop(Verdict.of(Fate.NOT_SENT, Problems.LOGIN, e.getMessage()));
      }
      attempt.add(e.attempts());
      return settled(
          e.mayHaveBeenProcessedBefore() && attempt.wasSent(), Problems.LOGIN, e.getMessage());
    } catch (NoAnswerException e) {
      if (e instanceof EndpointDeadException) {
        stop(Verdict.of(Fate.NOT_SENT, Problems.NO_ANSWER, e.getMessage()));
      }
      return settled(
          e.mayHaveBeenProcessed() && attempt.wasSent(), Problems.NO_ANSWER, e.getMessage());
    } catch (UncheckedIOException e) {
      // The ledger cannot be written: that is no matter of this row.
      throw e.getCause();
    } catch (IOException e) {
      // An answer that cannot be read, or one from elsewhere: of this row, not of the district.
      return settled(attempt.wasSent(), Problems.STRANGE_ANSWER, e.getMessage());
    }
  }

  private static Step settled(boolean inDoubt, String type, String why) {
    return new Step.Settled(Verdict.of(inDoubt ? Fate.IN_DOUBT : Fate.NOT_SENT, type, why));
  }

  private void stop(Verdict why) {
    stopped = why;
    results.stop(why.message());
  }

  /** Writes down what became of a row; first in the ledger, which the next run believes. */
  void settle(Submission row, Verdict verdict) throws IOException {
    State state = state(verdict);
    boolean isKnown = row.key() != null || state == State.DELETED;
    if (state != null && isKnown && run.commit()) {
      ledger.add(
          new SubmissionLedger.Line(
              row.key(),
              row.payload(),
              row.key() == null || row.exact() ? null : ledger.input(),
              state,
              verdict.status(),
              verdict.id(),
              verdict.type(),
              verdict.path(),
              row.attempts(),
              now()));
    }
    results.settle(row, verdict);
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** What the ledger learns; null is nothing. */
  private static State state(Verdict verdict) {
    return switch (verdict.fate()) {
      case CREATED, UPDATED, UNCHANGED -> State.DELIVERED;
      case REJECTED -> State.REJECTED;
      case IN_DOUBT -> State.UNKNOWN;
      case DELETED, NOT_FOUND -> State.DELETED;
      default -> null;
    };
  }
}
