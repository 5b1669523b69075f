package org.purlin.io.edfi;

import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.purlin.io.edfi.CheckRows.Copies;
import org.purlin.transforms.edfi.DependencyOrder;

/**
 * Sends a district's waves, one after the other. A row whose reference is not there yet waits for
 * the rest of its wave; one of a person that may not be written waits for the associations that
 * make the person ours. Its refusal is final when waiting brings none of them on any more.
 */
final class SendWaves {

  /** A hierarchy within one resource, parents after children, is not deeper. */
  private static final int MOST_ROUNDS = 20;

  private static final int AT_THE_END = Integer.MAX_VALUE;

  private final SubmitRun run;
  private final String district;
  private final DependencyOrder order;
  private final SendRow sendRow;
  private final Results results;

  /** By the wave before which they are done. */
  private final TreeMap<Integer, Spool<Waiting>> people = new TreeMap<>();

  SendWaves(
      SubmitRun run,
      EdfiApi api,
      SubmissionLedger ledger,
      Results results,
      Map<String, Copies> duplicates)
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
            duplicates);
  }

  /** Sends them; each of their rows is settled then. */
  void send(List<Wave> waves) throws IOException, InterruptedException {
    try {
      for (Wave wave : waves) {
        sendPeopleBefore(wave.order());
        through(wave.rows(), false);
      }
      sendPeopleBefore(AT_THE_END);
    } finally {
      for (Spool<Waiting> waiting : people.values()) {
        waiting.close();
      }
    }
  }

  private void sendPeopleBefore(int wave) throws IOException, InterruptedException {
    while (!people.isEmpty() && people.firstKey() <= wave) {
      try (Spool<Waiting> due = people.pollFirstEntry().getValue()) {
        due.finish();
        through(due, true);
      }
    }
  }

  /** Sends rows until each is settled or waits for associations. */
  private void through(Spool<Waiting> rows, boolean peopleAreFinal)
      throws IOException, InterruptedException {
    long before = rows.rows();
    Spool<Waiting> left = round(rows, peopleAreFinal);
    for (int round = 2; left.rows() > 0; round++) {
      boolean hopeless = (round > 2 && left.rows() == before) || round > MOST_ROUNDS;
      before = left.rows();
      try (Spool<Waiting> current = left) {
        left = hopeless ? settle(current) : round(current, peopleAreFinal);
      }
    }
    left.close();
  }

  /** Sends each row once; returns those that wait for others of their wave. */
  private Spool<Waiting> round(Spool<Waiting> rows, boolean peopleAreFinal)
      throws IOException, InterruptedException {
    Spool<Waiting> again = spool();
    try (Lanes lanes =
            new Lanes(
                run.settings().concurrency(),
                district,
                row -> send(row, peopleAreFinal, again),
                results::showProgress);
        MappingIterator<Waiting> waiting = rows.read()) {
      sendRow.startRound();
      while (waiting.hasNext()) {
        lanes.put(waiting.next().row());
        results.showProgress();
      }
      lanes.finish();
      again.finish();
      return again;
    } catch (IOException | InterruptedException | RuntimeException e) {
      again.close();
      throw e;
    }
  }

  private void send(Submission row, boolean peopleAreFinal, Spool<Waiting> again)
      throws IOException, InterruptedException {
    Optional<SendRow.Left> left = sendRow.send(row, peopleAreFinal);
    if (left.isPresent()) {
      Spool<Waiting> to = left.get().forAssociations() ? people(row) : again;
      to.add(left.get().waiting());
    }
  }

  /** Where people of this resource wait. Without another wave for updates that is at the end. */
  private Spool<Waiting> people(Submission row) throws IOException {
    int create = order.createWave(row.name()).orElse(AT_THE_END);
    int update = order.updateWave(row.name()).orElse(AT_THE_END);
    int wave = update > create ? update : AT_THE_END;
    synchronized (people) {
      Spool<Waiting> waiting = people.get(wave);
      if (waiting == null) {
        waiting = spool();
        people.put(wave, waiting);
      }
      return waiting;
    }
  }

  /** Makes refusals final; returns the rows that only waited behind one of them. */
  private Spool<Waiting> settle(Spool<Waiting> rows) throws IOException {
    Spool<Waiting> behind = spool();
    try (MappingIterator<Waiting> waiting = rows.read()) {
      while (waiting.hasNext()) {
        Waiting next = waiting.next();
        if (next.verdict() == null) {
          behind.add(next);
        } else {
          sendRow.settle(next.row(), next.verdict());
        }
      }
    } catch (IOException | RuntimeException e) {
      behind.close();
      throw e;
    }
    behind.finish();
    return behind;
  }

  private Spool<Waiting> spool() throws IOException {
    return Spool.create(CheckRows.spoolName(run), Waiting.class);
  }
}
