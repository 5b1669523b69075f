package org.purlin.io.edfi;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.purlin.io.edfi.Action.Step;
import org.purlin.io.edfi.CheckRows.Copies;
import org.purlin.io.edfi.SubmissionLedger.State;
import org.purlin.io.edfi.SubmitRun.Duplicates;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.EndpointDeadException;
import org.purlin.io.http.NoAnswerException;

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
  private final Map<String, Copies> duplicates;

  /** Keys of which a row waits, and whether for associations. Only of those with several rows. */
  private final Map<String, Boolean> waitingKeys = new ConcurrentHashMap<>();

  /** Set when nothing more can be sent to the district. */
  private volatile Verdict stopped;

  SendRow(
      SubmitRun run,
      Action action,
      SubmissionLedger ledger,
      Results results,
      Map<String, Copies> duplicates) {
    this.run = run;
    this.action = action;
    this.ledger = ledger;
    this.results = results;
    this.duplicates = duplicates;
  }

  /** Rows that waited are done again now. */
  void startRound() {
    waitingKeys.clear();
  }

  /**
   * Does a row.
   *
   * @param peopleAreFinal whether a person's refusal is final
   * @return empty when the row is settled
   */
  Optional<Left> send(Submission row, boolean peopleAreFinal)
      throws IOException, InterruptedException {
    Copies copies = row.key() == null ? null : duplicates.get(row.key());
    Optional<Verdict> before = withoutSending(row, copies);
    if (before.isPresent()) {
      settle(row, before.get());
      return Optional.empty();
    }
    if (copies != null && waitingKeys.containsKey(row.key())) {
      return Optional.of(new Left(new Waiting(row, null), waitingKeys.get(row.key())));
    }
    Action.Tries tries = new Action.Tries();
    Step step = step(row, tries);
    if (run.commit() && tries.count() > 0) {
      results.posted(tries.count());
    }
    Submission tried = row.withAttempts(row.attempts() + tries.count());
    if (step instanceof Step.AfterWave later) {
      return left(tried, later.otherwise(), false, copies);
    }
    if (step instanceof Step.AfterAssociations later && !peopleAreFinal) {
      return left(tried, later.otherwise(), true, copies);
    }
    settle(tried.withKey(tries.key()), verdict(step));
    return Optional.empty();
  }

  private static Verdict verdict(Step step) {
    return step instanceof Step.Settled settled
        ? settled.verdict()
        : ((Step.AfterAssociations) step).otherwise();
  }

  private Optional<Left> left(
      Submission row, Verdict otherwise, boolean forAssociations, Copies copies) {
    if (copies != null) {
      waitingKeys.put(row.key(), forAssociations);
    }
    return Optional.of(new Left(new Waiting(row, otherwise), forAssociations));
  }

  /** What becomes of a row that is not to be sent. */
  private Optional<Verdict> withoutSending(Submission row, Copies copies) {
    if (copies != null && copies.differ() && run.duplicates() == Duplicates.REJECT) {
      return Optional.of(
          Verdict.of(
              Fate.REJECTED,
              Problems.DUPLICATE_KEY,
              "several rows of the input have this natural key, with different contents"));
    }
    return earlierRuns(row, copies).or(() -> Optional.ofNullable(stopped));
  }

  /** What earlier runs say of it, and the user of such rows. */
  private Optional<Verdict> earlierRuns(Submission row, Copies copies) {
    if (row.key() == null || DistrictSubmission.deletes(run)) {
      return Optional.empty();
    }
    String last = copies == null ? row.payload() : copies.last();
    return switch (run.resend()) {
      case ALL -> Optional.empty();
      case UNPROVEN ->
          ledger.isDelivered(row.key(), last)
              ? Optional.of(Verdict.of(Fate.ALREADY_DELIVERED))
              : Optional.empty();
      case REJECTED -> onlyIf(row, State.REJECTED);
      case UNKNOWN -> onlyIf(row, State.UNKNOWN);
    };
  }

  private Optional<Verdict> onlyIf(Submission row, State state) {
    return ledger.state(row.key()).filter(state::equals).isPresent()
        ? Optional.empty()
        : Optional.of(Verdict.of(Fate.SKIPPED, null, "not asked for with --resend"));
  }

  private Step step(Submission row, Action.Tries tries) throws IOException, InterruptedException {
    try {
      return action.on(row, tries);
    } catch (CredentialsRefusedException e) {
      Verdict login = Verdict.of(Fate.NOT_SENT, Problems.LOGIN, "auth: " + e.getMessage());
      stop(login);
      return new Step.Settled(login);
    } catch (NoAnswerException e) {
      if (e instanceof EndpointDeadException) {
        stop(Verdict.of(Fate.NOT_SENT, Problems.NO_ANSWER, e.getMessage()));
      }
      return new Step.Settled(
          Verdict.of(
              e.mayHaveBeenProcessed() && run.commit() ? Fate.IN_DOUBT : Fate.NOT_SENT,
              Problems.NO_ANSWER,
              e.getMessage()));
    } catch (IOException e) {
      // An answer that cannot be read, or one from elsewhere: of this row, not of the district.
      return new Step.Settled(
          Verdict.of(
              run.commit() ? Fate.IN_DOUBT : Fate.NOT_SENT, Problems.NO_ANSWER, e.getMessage()));
    }
  }

  private void stop(Verdict why) {
    stopped = why;
    results.stop(why.message());
  }

  /** Writes down what became of a row; first in the ledger, which the next run believes. */
  void settle(Submission row, Verdict verdict) throws IOException {
    State state = state(verdict);
    if (state != null && row.key() != null && run.commit()) {
      ledger.add(
          new SubmissionLedger.Line(
              row.key(),
              row.payload(),
              state,
              verdict.status(),
              verdict.id(),
              verdict.type(),
              verdict.path(),
              row.attempts(),
              Instant.now().truncatedTo(ChronoUnit.MILLIS).toString()));
    }
    results.settle(row, verdict);
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
