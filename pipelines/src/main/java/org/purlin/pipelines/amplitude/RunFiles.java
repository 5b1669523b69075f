package org.purlin.pipelines.amplitude;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.purlin.io.amplitude.AmplitudeIO;
import org.purlin.io.amplitude.AmplitudeRun;
import org.purlin.io.amplitude.Outcome;
import org.purlin.io.landing.OutputChangedException;
import org.purlin.io.landing.RunLock;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.UserMistakeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run writes about itself, and reads back: its marker, its outcomes, its counters. */
final class RunFiles {

  private static final Logger LOG = LoggerFactory.getLogger(RunFiles.class);

  private static final ObjectMapper JSON = new ObjectMapper();

  private RunFiles() {}

  /**
   * Marks the run's start. A name that was used before would let that run's proof count for this.
   */
  static void start(AmplitudeRun run) {
    try {
      if (Storage.size(run.marker()).isPresent()) {
        throw new UserMistakeException(
            "--runId names a run that has been here before; give another or none.");
      }
      Storage.writeText(run.marker(), "{\"started\":\"" + run.startedAt() + "\"}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the run's proof.
   *
   * @throws OutputChangedException when it is not there or not whole: then the last step was not
   *     carried out, whatever the runner says
   */
  static List<Outcome> outcomes(AmplitudeRun run) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    boolean whole = false;
    for (String line : Storage.readText(run.outcomes()).orElse("").lines().toList()) {
      Outcome outcome = JSON.readValue(line, Outcome.class);
      whole |= outcome instanceof Outcome.OfPublication;
      outcomes.add(outcome);
    }
    if (!whole) {
      throw new OutputChangedException(
          "The run ended without its last step: "
              + run.outcomes()
              + " is missing or cut off. Nothing of it is certain; run the same command again.");
    }
    return outcomes;
  }

  static long counter(MetricResults metrics, String name) {
    MetricsFilter filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.named(AmplitudeIO.class, name))
            .build();
    long sum = 0;
    for (var counter : metrics.queryMetrics(filter).getCounters()) {
      sum += counter.getAttempted();
    }
    return sum;
  }

  /** Ends a run, however it went. */
  static void close(AmplitudeRun run, RunLock lock) {
    try (lock) {
      run.landing().cleanUp();
    } catch (IOException e) {
      LOG.warn("Temporary files of this run are left; the next run removes them.", e);
    }
  }
}
