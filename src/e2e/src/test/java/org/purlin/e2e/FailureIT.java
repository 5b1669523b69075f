package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.SeenRequest;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;

/**
 * Runs that lose what they stand on: memory, disk, network. None is ever green, none publishes half
 * of something, and the next proper run completes each.
 */
class FailureIT {

  private static final int HUGE_HOUR = 12;

  @TempDir Path directory;
  private AmplitudeSandbox sandbox;
  private Landed landed;

  @BeforeEach
  void start() throws IOException {
    sandbox = Day.sandbox();
    landed = new Landed(directory.resolve("out"));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"20m", "32m", "48m"})
  void aHeapFarTooSmallIsNeverGreenAndPublishesNothing(String heap) throws Exception {
    List<String> arguments = exportWithHugeLine();

    Ended ended =
        Day.purlin(directory).with("PURLIN_JAVA_OPTS", Day.QUICK + " -Xmx" + heap).run(arguments);

    // Killed by the script's flags, or ended in an orderly way by the program.
    assertThat(ended.toString(), List.of(137, 1).contains(ended.exitCode()), is(true));
    assertThat(ended.error(), containsString("Out of memory"));
    assertNothingPublishedAndNextRunCompletesHuge(arguments);
  }

  @Test
  void aHeapFarTooSmallIsNotGreenWithoutTheScriptEither() throws Exception {
    List<String> arguments = exportWithHugeLine();

    Ended ended =
        Purlin.jar(directory, "-Xmx40m", "-XX:TieredStopAtLevel=1")
            .with(Day.SECRET, "sandbox-secret-key")
            .run(arguments)
            .exits(1);

    assertThat(ended.error(), containsString("emory"));
    assertNothingPublishedAndNextRunCompletesHuge(arguments);
  }

  /** Three hours in single windows, one with a line that needs more heap than there is. */
  private List<String> exportWithHugeLine() throws IOException {
    Path archive = HugeLine.archive(directory.resolve("huge.zip"), HUGE_HOUR);
    sandbox.onHour(
        Day.hour(HUGE_HOUR), Fault.file(archive, "application/zip").times(Integer.MAX_VALUE));
    List<String> arguments = new ArrayList<>(Day.export(sandbox, "out"));
    arguments.replaceAll(
        argument ->
            argument.startsWith("--start=")
                ? "--start=" + Day.hour(HUGE_HOUR)
                : argument.startsWith("--end=")
                    ? "--end=" + Day.hour(HUGE_HOUR + 3)
                    : argument.startsWith("--windowHours=") ? "--windowHours=1" : argument);
    return arguments;
  }

  private void assertNothingPublishedAndNextRunCompletesHuge(List<String> arguments)
      throws Exception {
    assertThat(landed.files("events"), is(empty()));
    assertThat(
        "files of a dying JVM, which would hold secrets",
        Landed.filesBelow(directory).stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".hprof") || name.startsWith("hs_err"))
            .toList(),
        is(empty()));

    Day.purlin(directory).run(arguments).exits(0);

    List<String> expected = new ArrayList<>(List.of(HugeLine.UUID));
    for (int hour = HUGE_HOUR + 1; hour < HUGE_HOUR + 3; hour++) {
      sandbox.eventsOf(Day.hour(hour)).uuids().forEach(uuid -> expected.add(uuid.toString()));
    }
    assertThat(landed.uuids(), is(expected.stream().sorted().toList()));
    assertThat(landed.temporaryFiles(), is(empty()));
  }

  @Test
  void anOutputRemovedHalfWayEndsTheRunAndTheNextOneCompletes() throws Exception {
    Ended ended = runWhile(6, () -> removeAll(landed.output())).exits(1);

    // Noticed by the next download, or at the latest when the run would publish.
    assertThat(
        ended.error(), anyOf(containsString("removed"), containsString("Is the directory there")));
    assertNextRunCompletes();
  }

  @Test
  void anOutputMadeReadOnlyHalfWayEndsTheRunAndTheNextOneCompletes() throws Exception {
    List<Mount> mounts = new ArrayList<>();
    try {
      Ended ended = runWhile(6, () -> mounts.add(Mount.readOnly(landed.output()))).exits(1);

      assertThat(ended.error(), containsString("annot"));
    } finally {
      for (Mount mount : mounts) {
        mount.close();
      }
    }
    assertNextRunCompletes();
  }

  /** The archives have some 1.5 MB, the rows some 9 MB. */
  @ParameterizedTest
  @CsvSource({"700k, while archives land", "4m, while rows are written"})
  void aFullDiskEndsTheRunAndTheNextOneCompletes(String size, String when) throws Exception {
    try (Mount disk = Mount.tmpfs(landed.output(), size)) {
      Ended ended = Day.purlin(directory).run(Day.export(sandbox, "out")).exits(1);

      assertThat(when, ended.error(), containsString("No space left on device"));
      assertThat(landed.files("events"), is(empty()));
      disk.resize("100m");
      assertNextRunCompletes();
    }
  }

  @Test
  void aNetworkGoneHalfWayLeavesGapsThatTheNextRunFills() throws Exception {
    int port = sandbox.url().getPort();
    Ended ended = runWhile(7, sandbox::close, "--retryFor=PT3S").exits(3);

    assertThat(ended.err(), containsString("WARN"));
    assertThat(ended.out(), containsString("Not done"));
    assertThat(ended.hasStackTrace(), is(false));
    List<String> done =
        landed.ledger().entrySet().stream()
            .filter(
                hour -> List.of("DONE", "EMPTY").contains(hour.getValue().get("status").asText()))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(done, is(not(empty())));
    assertThat(done.size() < Day.HOURS, is(true));

    sandbox = AmplitudeSandbox.start(Day.settings().port(port).build());
    assertNextRunCompletes();
    List<String> asked =
        sandbox.requests().stream()
            .map(SeenRequest::parameters)
            .flatMap(window -> Day.hoursBetween(window.get("start"), window.get("end")))
            .toList();
    assertThat(asked.stream().filter(done::contains).toList(), is(empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "amplitud --last=PT1H          | Did you mean amplitude?",
        "amplitude --aplKey=x          | Did you mean --apiKey?",
        "amplitude --residency=asia    | --residency must be one of us, eu, but was: asia",
        "amplitude --region=eu         | --residency",
        "amplitude --start=yesterday   | --start",
        "amplitude --secretKey=literal | --secretKey",
        "amplitude --apiKey=x          | AMP_SECRET_KEY",
        "amplitude --secretKey=env:NO_SUCH_NAME --apiKey=x | NO_SUCH_NAME",
        "amplitude --secretKey=file:none.txt --apiKey=x    | none.txt",
        "demo --speed=2                | --output",
      })
  void aMistakeIsOneLineNamesItselfAndRunsNothing(String line, String named) throws Exception {
    Ended ended = Purlin.script(directory).run(line.split(" ", -1)).exits(2);

    assertThat(ended.error(), containsString(named));
    assertThat(ended.err().lines().toList(), is(List.of(ended.error())));
    assertThat(ended.err(), not(containsString("literal")));
    assertThat(Landed.filesBelow(directory), is(empty()));
  }

  @Test
  void aWrongSecretCostsOneRequestAndNamesTheSuspects() throws Exception {
    Ended ended =
        Purlin.script(directory)
            .with(Day.SECRET, "not-the-secret")
            .run(Day.export(sandbox, "out"))
            .exits(2);

    String error = ended.error();
    assertThat(error, containsString("403"));
    assertThat(error, containsString("--residency"));
    assertThat(sandbox.requests().size(), is(1));
    assertThat(landed.files("events"), is(empty()));
    assertNextRunCompletes();
  }

  @Test
  void aStackTraceIsShownOnlyWithDebug() throws Exception {
    Purlin purlin = Purlin.script(directory).with(Day.SECRET, "not-the-secret");

    assertThat(purlin.run(Day.export(sandbox, "out")).hasStackTrace(), is(false));
    assertThat(purlin.run(Day.export(sandbox, "out", "--debug")).hasStackTrace(), is(true));
    assertThat(
        "the log has it in any case",
        Landed.filesBelow(directory.resolve("logs")).stream().filter(FailureIT::hasTrace).count(),
        is(greaterThan(1L)));
  }

  private static boolean hasTrace(Path log) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.anyMatch(line -> line.startsWith("\tat "));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What happens to a run half-way. */
  private interface Mishap {
    void happen() throws IOException, InterruptedException;
  }

  /** Exports the day, and when so many requests have been made, something happens. */
  private Ended runWhile(int requests, Mishap mishap, String... more) throws Exception {
    sandbox.onNext(Fault.late(Duration.ofMillis(300)).times(Integer.MAX_VALUE));
    try (Started run = Day.purlin(directory).start(Day.export(sandbox, "out", more))) {
      assertThat(run.reaches(() -> sandbox.requests().size() >= requests), is(true));
      mishap.happen();
      return run.end();
    }
  }

  private void assertNextRunCompletes() throws Exception {
    sandbox.clearFaults();
    Day.purlin(directory).run(Day.export(sandbox, "out")).exits(0);
    assertThat(landed.uuids(), is(Day.truth(sandbox)));
    assertThat(landed.temporaryFiles(), is(empty()));
  }

  /** Removes a directory in which files may still be made. */
  private static void removeAll(Path root) throws IOException {
    for (int attempt = 0; attempt < 50 && !removeOnce(root); attempt++) {
      Thread.onSpinWait();
    }
  }

  /** Returns whether nothing was made or removed meanwhile. */
  private static boolean removeOnce(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
      return true;
    } catch (DirectoryNotEmptyException | UncheckedIOException changedMeanwhile) {
      return false;
    }
  }
}
