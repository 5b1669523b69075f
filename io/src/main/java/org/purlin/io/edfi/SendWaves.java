package org.purlin.io.edfi;

import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.purlin.transforms.edfi.DependencyOrder;

/**
 * Sends a district's waves, one after the other. A row whose reference is not there yet waits for
 * the rest of its wave; one of a person that may not be written waits for the associations that
 * make the person ours. Its refusal is final when waiting brings none of them on any more.
 */
final class SendWaves {

  /** A chain within one resource, each record before the one it needs, is not longer. */
  private static final int MOST_ROUNDS = 100;

  private static final int AT_THE_END = Integer.MAX_VALUE;

  private final SubmitRun run;
  private final String district;
  private final DependencyOrder order;
  private final SendRow sendRow;
  private final Results results;

  /** Rows that wait for a later wave, by the wave before which they are done. */
  private final TreeMap<Integer, Spool<Waiting>> later = new TreeMap<>();

  /** Whether resources come last that the server's order does not list. */
  private boolean hasUnlisted;

  SendWaves(SubmitRun run, EdfiApi api, SubmissionLedger ledger, Results results, Copies copies)
      throws IOException, InterruptedException {
    this.run = run;
    this.district = api.district().key();
    this.order = api.dependencies();
    this.results = results;
    this.sendRow =
        new SendRow(
            run,
            DistrictSubmission.deletes(run)
                ? new DeleteAction(api, run.commit())
                : new PushAction(api, run.commit(), run.compare()),
            ledger,
            results,
            copies);
  }

  /** Sends them; each of their rows is settled then. */
  void send(List<Wave> waves) throws IOException, InterruptedException {
    hasUnlisted = waves.stream().anyMatch(wave -> wave.order() == CheckRows.LAST_WAVE);
    try {
      for (Wave wave : waves) {
        sendLater(wave.order());
        through(wave.rows(), wave.order());
      }
      sendLater(AT_THE_END);
    } finally {
      for (Spool<Waiting> waiting : later.values()) {
        waiting.close();
      }
    }
  }

  /** Sends what waited for the waves before this one. */
  private void sendLater(int wave) throws IOException, InterruptedException {
    while (!later.isEmpty() && later.firstKey() <= wave) {
      try (Spool<Waiting> due = later.pollFirstEntry().getValue()) {
        due.finish();
        through(due, AT_THE_END);
      }
    }
  }

  /** Sends rows until each is settled or waits for a later wave. */
  private void through(Spool<Waiting> rows, int wave) throws IOException, InterruptedException {
    long before = Long.MAX_VALUE;
    Spool<Waiting> left = round(rows, wave);
    for (int round = 1; left.rows() > 0; round++) {
      boolean brings = left.rows() < before && round <= MOST_ROUNDS;
      before = left.rows();
      try (Spool<Waiting> current = left) {
        left = brings ? round(current, wave) : lastRound(current, wave);
      }
    }
    left.close();
  }

  /** Makes refusals final, or lets them wait for resources that come last; leaves nothing. */
  private Spool<Waiting> lastRound(Spool<Waiting> rows, int wave)
      throws IOException, InterruptedException {
    boolean waits = hasUnlisted && wave < CheckRows.LAST_WAVE;
    inLanes(
        rows,
        waiting -> {
          if (waits) {
            later(AT_THE_END).add(waiting);
          } else {
            sendRow.sendFinally(waiting);
          }
        });
    Spool<Waiting> nothing = spool();
    nothing.finish();
    return nothing;
  }

  /** Sends each row once; returns those that wait for others of their wave. */
  private Spool<Waiting> round(Spool<Waiting> rows, int wave)
      throws IOException, InterruptedException {
    Spool<Waiting> again = spool();
    try {
      inLanes(rows, waiting -> send(waiting, wave == AT_THE_END, again));
      again.finish();
      return again;
    } catch (IOException | InterruptedException | RuntimeException e) {
      again.close();
      throw e;
    }
  }

  private void inLanes(Spool<Waiting> rows, Lanes.Work work)
      throws IOException, InterruptedException {
    sendRow.startRound();
    try (Lanes lanes =
            new Lanes(run.settings().concurrency(), district, work, results::showProgress);
        MappingIterator<Waiting> waiting = rows.read()) {
      while (waiting.hasNext()) {
        lanes.put(waiting.next());
        results.showProgress();
      }
      lanes.finish();
    }
  }

  private void send(Waiting row, boolean peopleAreFinal, Spool<Waiting> again)
      throws IOException, InterruptedException {
    Optional<SendRow.Left> left = sendRow.send(row, peopleAreFinal);
    if (left.isPresent()) {
      Spool<Waiting> to = left.get().forAssociations() ? later(updateWave(row.row())) : again;
      to.add(left.get().waiting());
    }
  }

  /**
   * Where people of this resource are sent again; without a wave for updates that is at the end.
   */
  private int updateWave(Submission row) {
    int create = order.createWave(row.name()).orElse(AT_THE_END);
    int update = order.updateWave(row.name()).orElse(AT_THE_END);
    return update > create ? update : AT_THE_END;
  }

  private Spool<Waiting> later(int wave) throws IOException {
    synchronized (later) {
      Spool<Waiting> waiting = later.get(wave);
      if (waiting == null) {
        waiting = spool();
        later.put(wave, waiting);
      }
      return waiting;
    }
  }

  private Spool<Waiting> spool() throws IOException {
    return Spool.create(CheckRows.spoolName(run), Waiting.class);
  }
}
