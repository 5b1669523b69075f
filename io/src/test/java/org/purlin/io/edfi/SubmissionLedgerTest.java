package org.purlin.io.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.edfi.SubmissionLedger.Line;
import org.purlin.io.edfi.SubmissionLedger.State;

class SubmissionLedgerTest {

  private static final String KEY = "00112233445566778899aabbccddeeff";
  private static final String OTHER = "ffeeddccbbaa99887766554433221100";
  private static final String OLD = "a".repeat(64);
  private static final String NEW = "b".repeat(64);

  @TempDir Path directory;

  @Test
  void theNextRunKnowsWhatWasDeliveredAndWithWhichContent() throws IOException {
    write("run-b", line(KEY, OLD, State.DELIVERED), line(OTHER, OLD, State.REJECTED));
    // Runs count in the order they were made, whatever they are called.
    write("run-a", line(KEY, NEW, State.DELIVERED));

    try (SubmissionLedger ledger = SubmissionLedger.open(directory.toString(), "run-c", "in")) {
      assertThat(ledger.isDelivered(row(KEY), SubmissionLedger.hash(NEW)), is(true));
      assertThat(ledger.isDelivered(row(KEY), SubmissionLedger.hash(OLD)), is(false));
      assertThat(ledger.isDelivered(row(OTHER), SubmissionLedger.hash(OLD)), is(false));
      assertThat(ledger.state(row(OTHER)), is(Optional.of(State.REJECTED)));
      assertThat(ledger.state(row("0".repeat(32))), is(Optional.empty()));
    }
    assertThat(files().size(), is(2));
  }

  @Test
  void aDeletedRecordIsNotDeliveredAnyMore() throws IOException {
    write("run-1", line(KEY, OLD, State.DELIVERED), line(KEY, null, State.DELETED));

    try (SubmissionLedger ledger = SubmissionLedger.open(directory.toString(), "run-2", "in")) {
      assertThat(ledger.isDelivered(row(KEY), SubmissionLedger.hash(OLD)), is(false));
      assertThat(ledger.state(row(KEY)), is(Optional.of(State.DELETED)));
    }
  }

  @Test
  void halfALineOfAKilledRunProvesNothingAndHidesNothing() throws IOException {
    write("run-1", line(KEY, OLD, State.DELIVERED));
    Path file = files().get(0);
    String whole = Files.readString(file);
    Files.writeString(file, whole.replace(KEY, OTHER).substring(0, 60), StandardOpenOption.APPEND);

    try (SubmissionLedger ledger = SubmissionLedger.open(directory.toString(), "run-2", "in")) {
      assertThat(ledger.isDelivered(row(KEY), SubmissionLedger.hash(OLD)), is(true));
      assertThat(ledger.state(row(OTHER)), is(Optional.empty()));
    }
  }

  @Test
  void eachLineIsInTheFileBeforeTheNextOneIsAdded() throws IOException {
    try (SubmissionLedger ledger = SubmissionLedger.open(directory.toString(), "run-1", "in")) {
      ledger.add(line(KEY, OLD, State.DELIVERED));
      assertThat(Files.readAllLines(files().get(0)).size(), is(1));
      ledger.add(line(OTHER, OLD, State.UNKNOWN));
      assertThat(Files.readAllLines(files().get(0)).size(), is(2));
      // What this run does counts for the next one.
      assertThat(ledger.state(row(KEY)), is(Optional.empty()));
    }
  }

  private void write(String run, Line... lines) throws IOException {
    try (SubmissionLedger ledger = SubmissionLedger.open(directory.toString(), run, "in")) {
      for (Line line : lines) {
        ledger.add(line);
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  private static Submission row(String key) {
    return new Submission(0, 1, "ed-fi", "students", null, Map.of(), "{}", key, true, key, null, 0);
  }

  private static Line line(String key, String payload, State state) {
    return new Line(key, payload, null, state, 201, "id-1", null, null, 1, "2026-01-01T00:00:00Z");
  }
}
