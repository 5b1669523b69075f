package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purlin.pipelines.DiscoveryDocument;

/** What would be sent to Dataflow fits the published description of its API. */
@Timeout(120)
class DataflowRecordingsTest {

  @TempDir Path directory;

  /** With the older runner the steps stand in the job itself, and not in a file of their own. */
  @ParameterizedTest
  @CsvSource({
    "amplitude, use_runner_v2",
    "csc, use_runner_v2",
    "edfi pull, use_runner_v2",
    "edfi push, use_runner_v2",
    "edfi delete, use_runner_v2",
    "alma, use_runner_v2",
    "coinmarketcap, use_runner_v2",
    "amplitude, disable_runner_v2",
    "csc, disable_runner_v2",
    "edfi pull, disable_runner_v2",
    "edfi push, disable_runner_v2",
    "alma, disable_runner_v2"
  })
  void theJobFitsItsSchema(String verb, String experiment) throws IOException {
    DiscoveryDocument dataflow =
        DiscoveryDocument.read(Recordings.directory("discovery").resolve("dataflow.v1b3.json"));
    DataflowDesk desk = new DataflowDesk(directory);
    List<String> words = DataflowCommands.of(desk.secret(), DataflowDesk.CANARY).get(verb);
    words.add("--experiments=" + experiment);
    assertThat(desk.err, desk.write(verb, words), is(0));

    assertThat(dataflow.violations("Job", desk.graph()), is(List.of()));
  }
}
