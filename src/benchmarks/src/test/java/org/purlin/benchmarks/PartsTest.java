package org.purlin.benchmarks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of the benchmark, without its clock: nothing here depends on how fast a machine is. */
class PartsTest {

  private static final long EVENTS = 240;

  private final Commands commands = new Commands();

  @TempDir Path work;

  @Test
  void theInputHasTheEventsThatWereAskedFor() throws Exception {
    Input input = Input.of(work, EVENTS);

    assertThat(input.events(), is(EVENTS));
    assertThat(input.bytes() / EVENTS, is(both(greaterThan(1_000L)).and(lessThan(3_000L))));
  }

  @Test
  void theInputIsMadeOnce() throws Exception {
    Input first = Input.of(work, EVENTS);
    var made = Files.getLastModifiedTime(first.archive());

    assertThat(Input.of(work, EVENTS), is(first));
    assertThat(Files.getLastModifiedTime(first.archive()), is(made));
  }

  @Test
  void theLoopMakesOneRowOfEachEvent() throws Exception {
    Input input = Input.of(work, EVENTS);

    PlainLoop.main(new String[] {input.archive().toString(), work.toString()});

    assertThat(Lines.below(work), is(EVENTS));
    assertThat(Files.readAllLines(work.resolve("0.jsonl")).get(0), containsString("\"_line\":1,"));
  }

  @Test
  void theDiskIsGivenAsManyBytesAsWereAskedFor() throws Exception {
    HashAndWrite.main(new String[] {work.toString(), "2400000"});

    assertThat(Files.size(work.resolve("0.bytes")), is(100_000L));
    assertThat(Files.size(work.resolve("23.bytes")), is(100_000L));
  }

  @Test
  void aProcessIsMeasuredFromOutside() throws Exception {
    Input input = Input.of(work, EVENTS);
    Subject gunzip =
        Subject.of("gunzip", out -> commands.java(Gunzip.class, input.archive())).reading(input);

    Usage usage = gunzip.measure(work);

    assertThat(usage.seconds(), is(greaterThan(0.0)));
    assertThat(usage.cpuSeconds(), is(greaterThan(0.0)));
    // No JVM lives in 10 MB.
    assertThat(usage.peakRssBytes(), is(greaterThan(10_000_000L)));
  }

  @Test
  void aProcessThatFailsIsNoMeasurement() {
    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                ChildProcess.run(
                    List.of("sh", "-c", "echo $WHY; exit 3"),
                    Map.of("WHY", "no disk"),
                    work.resolve("log")));

    assertThat(failure.getMessage(), containsString("exit code 3:\nno disk"));
  }

  @Test
  void aRunThatLostRowsIsNoMeasurement() throws Exception {
    Input input = Input.of(work, EVENTS);
    Subject lossy =
        Subject.of("lossy", out -> List.of("sh", "-c", "echo {} >" + out.resolve("0.jsonl")))
            .reading(input)
            .makingRows();

    IOException failure = assertThrows(IOException.class, () -> lossy.measure(work));

    assertThat(failure.getMessage(), is("lossy made 1 rows of 240 events."));
  }

  @Test
  void rowsBesideTheOutputAreNotCounted() throws Exception {
    Files.createDirectories(work.resolve("_tmp"));
    Files.writeString(work.resolve("_tmp/0.jsonl"), "{}\n");
    Files.write(work.resolve("1.jsonl"), "{}\n{}\n".getBytes(StandardCharsets.UTF_8));

    assertThat(Lines.below(work), is(2L));
    assertThat(Lines.bytesBelow(work), is(6L));
  }

  @Test
  void aRatioIsThatOfTheSameRound() {
    Samples loop = new Samples(List.of(1.0, 10.0, 2.0));
    Samples job = new Samples(List.of(2.0, 20.0, 2.0));

    assertThat(loop.dividedBy(job), is(new Samples(List.of(0.5, 0.5, 1.0))));
    assertThat(job.minus(loop), is(new Samples(List.of(1.0, 10.0, 0.0))));
  }

  @Test
  void theMedianIsTheMiddleWhateverTheOrder() {
    assertThat(new Samples(List.of(9.0, 1.0, 2.0)).median(), is(closeTo(2.0, 0)));
    assertThat(new Samples(List.of(4.0, 1.0, 9.0, 2.0)).median(), is(closeTo(3.0, 0)));
    assertThat(new Samples(List.of(9.0, 1.0, 2.0)).min(), is(closeTo(1.0, 0)));
    assertThat(new Samples(List.of(9.0, 1.0, 2.0)).max(), is(closeTo(9.0, 0)));
  }

  @Test
  void oneMissedTargetIsEnoughToFail() {
    Targets targets = new Targets();
    targets.atLeast(0.6, "speed", new Samples(List.of(0.6)));
    assertThat(targets.allMet(), is(true));

    targets.atMost(700, "memory", new Samples(List.of(701.0)));

    assertThat(targets.allMet(), is(false));
    assertThat(
        targets.table(),
        is(
            """
            | what   | target   | median | min    | max    | met |
            | ------ | -------- | ------ | ------ | ------ | --- |
            | speed  | >= 0.6   | 0.60   | 0.60   | 0.60   | yes |
            | memory | <= 700.0 | 701.00 | 701.00 | 701.00 | NO  |
            """));
  }
}
