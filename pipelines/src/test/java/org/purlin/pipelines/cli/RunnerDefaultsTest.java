package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.purlin.pipelines.report.ExitCode.MISTAKE;

import java.nio.file.Path;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is set for a runner when the user says nothing. */
class RunnerDefaultsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"FlinkRunner", "flinkRunner", "org.apache.beam.runners.flink.FlinkRunner"})
  void flinkIsToldThatStepsGoOverGroupsTwiceAndChangeNoElement(String runner) {
    assertThat(
        RunnerDefaults.of(runner),
        is(Map.of("reIterableGroupByKeyResult", "true", "fasterCopy", "true")));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"DirectRunner", "DataflowRunner", ""})
  void otherRunnersKeepBeamsDefaults(String runner) {
    assertThat(RunnerDefaults.of(runner), is(Map.of()));
  }

  @Test
  void aJarWithoutFlinkSaysWhichRunnersItHas(@TempDir Path directory) {
    assumeFalse(
        PipelineOptionsFactory.getRegisteredOptions().stream()
            .anyMatch(options -> options.getSimpleName().equals("FlinkPipelineOptions")),
        "Built with the profile flink, so the runner is there.");
    Shell shell = new Shell(directory);

    assertThat(shell.run("count", "--counterName=ada", "--runner=FlinkRunner"), is(MISTAKE));

    assertThat(shell.err, containsString("Unknown 'runner' specified 'FlinkRunner'"));
  }
}
