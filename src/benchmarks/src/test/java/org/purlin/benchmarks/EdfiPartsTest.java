package org.purlin.benchmarks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of the Ed-Fi benchmark, without its clock. */
class EdfiPartsTest {

  private static final int STUDENTS = 60;
  private static final int CONNECTIONS = 4;

  /** Of a computed student; all have as many. */
  private static final long ROW_BYTES = 385;

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path work;

  @Test
  void rowsAndBodiesAreTheSameStudents() throws Exception {
    EdfiInput input = EdfiInput.of(work, STUDENTS);

    List<String> rows = Files.readAllLines(input.rows());
    List<String> bodies = Files.readAllLines(input.bodies());
    ObjectMapper json = new ObjectMapper();
    Set<String> students = new HashSet<>();
    for (int i = 0; i < STUDENTS; i++) {
      JsonNode row = json.readTree(rows.get(i));
      assertThat(row.get("resource").textValue(), is("students"));
      assertThat(row.get("payload"), is(json.readTree(bodies.get(i))));
      students.add(row.get("payload").get("studentUniqueId").textValue());
    }
    assertThat(rows.size(), is(STUDENTS));
    assertThat(bodies.size(), is(STUDENTS));
    assertThat(students.size(), is(STUDENTS));
  }

  @Test
  void theLoopPostsEveryBodyOnceAndTheServerTellsWhen() throws Exception {
    EdfiInput input = EdfiInput.of(work, STUDENTS);
    try (EdfiServer server = EdfiServer.withoutStudents(Duration.ofMillis(20))) {
      EdfiPostLoop.run(server.environment(), input.bodies(), CONNECTIONS, STUDENTS);

      assertThat(server.students(STUDENTS).answers().size(), is(STUDENTS));
      assertThat(server.mostInFlight(), is(CONNECTIONS));
    }
  }

  @Test
  void theLoopMayPostTheFirstBodiesOnlyOrNone() throws Exception {
    EdfiInput input = EdfiInput.of(work, STUDENTS);
    try (EdfiServer server = EdfiServer.withoutStudents(Duration.ZERO)) {
      EdfiPostLoop.run(server.environment(), input.bodies(), CONNECTIONS, 0);
      server.checkNothingWasPosted();
      EdfiPostLoop.run(server.environment(), input.bodies(), 1, 10);

      assertThat(server.students(10).answers().size(), is(10));
      IOException posted = assertThrows(IOException.class, server::checkNothingWasPosted);
      assertThat(posted.getMessage(), is("Nothing should have been posted, but 10 posts came."));
      IOException missing = assertThrows(IOException.class, () -> server.students(STUDENTS));
      assertThat(
          missing.getMessage(),
          is(
              "The server should have created 60 students, but it created 10 records and holds 10"
                  + " students."));
    }
  }

  @Test
  void theLoopsSayNothingButHowManyBytesTheyRead() throws Exception {
    EdfiInput input = EdfiInput.of(work, STUDENTS);
    Commands commands = new Commands();
    Path log = work.resolve("log");
    try (EdfiServer server = EdfiServer.withoutStudents(Duration.ZERO)) {
      ChildProcess.run(
          commands.java(EdfiPostLoop.class, input.bodies(), CONNECTIONS, STUDENTS),
          server.environment(),
          log);
      assertThat(Files.readString(log), is(""));
      ChildProcess.run(commands.java(EdfiReadLoop.class, 1, 500), server.environment(), log);
      assertThat(Files.readString(log), matchesPattern("\\d+\n"));
    }
  }

  @Test
  void aRefusedPostEndsTheLoop() throws Exception {
    EdfiInput input = EdfiInput.of(work, STUDENTS);
    Files.writeString(input.bodies(), "{}\n");
    try (EdfiServer server = EdfiServer.withoutStudents(Duration.ZERO)) {
      ExecutionException refused =
          assertThrows(
              ExecutionException.class,
              () -> EdfiPostLoop.run(server.environment(), input.bodies(), 1, 1));
      assertThat(refused.getCause().getMessage(), startsWith("The server answered 400"));
    }
  }

  @Test
  void theReadLoopReadsEveryPageOfEveryPartition() throws Exception {
    int students = 12_000;
    int page = 500;
    try (EdfiServer server = EdfiServer.withStudents(students, page)) {
      long bytes = EdfiReadLoop.run(server.environment(), CONNECTIONS, page);
      long bytesOfOneWalk = EdfiReadLoop.run(server.environment(), 1, page);

      // A comma or bracket behind each row, a bracket before each page, and an empty page at the
      // end of each partition.
      long rowsAndPages = students * (ROW_BYTES + 1) + students / page;
      assertThat(bytes, is(rowsAndPages + CONNECTIONS * 2));
      assertThat(bytesOfOneWalk, is(rowsAndPages + 2));
    }
  }

  @Test
  void aSendingLastsFromTheFirstAnswerToTheLast() {
    Sending sending =
        new Sending(
            List.of(
                START.plusMillis(900),
                START,
                START.plusMillis(10),
                START.plusMillis(30),
                START.plusMillis(50)));

    assertThat(sending.seconds(), is(closeTo(0.9, 1e-9)));
    assertThat(sending.usualGap(), is(closeTo(0.02, 1e-9)));
    IllegalArgumentException one =
        assertThrows(IllegalArgumentException.class, () -> new Sending(List.of(START)));
    assertThat(one.getMessage(), is("a speed needs 2 requests or more, but there were 1"));
  }

  @Test
  void aRunIsAsQuickAsItWasWhileItWasBusy() {
    EdfiRun run = new EdfiRun(new Usage(10, 4, 300_000_000), 2_000, 4, 32);

    assertThat(run.perSecond(), is(500.0));
    assertThat(run.peakRssMegabytes(), is(300.0));
  }
}
