package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.purlin.io.edfi.EdfiSettings;
import org.purlin.io.http.HttpSettings;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.Run;

/** The requests of each job are counted under its run's name. */
@Timeout(60)
class CountedRunsTest {

  @TempDir Path directory;

  static List<Job<?>> jobs() {
    return Launch.jobs();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyEndpointIsSpokenToInTheNameOfTheRun(Job<?> job) throws IOException {
    Path secret = directory.resolve("secret.txt");
    Files.writeString(secret, "made-up-secret\n");
    List<String> words = DataflowCommands.of("file:" + secret, "1").get(job.verb());
    words.add("--runId=Night_1");
    words.add("--output=mem://counted-" + directory.getFileName() + "/out");

    List<String> names = new ArrayList<>();
    try (Run run = prepared(job, words);
        RunNames seen = new RunNames(names)) {
      seen.writeObject(run);
    }

    assertThat(names, is(not(empty())));
    assertThat(names, everyItem(is("Night_1")));
  }

  private static <O extends JobOptions> Run prepared(Job<O> job, List<String> words) {
    O options = PipelineOptionsFactory.fromArgs(words.toArray(String[]::new)).as(job.options());
    FileSystems.setDefaultPipelineOptions(options);
    return job.prepare(options);
  }

  /** Sees for which run each endpoint of an object is spoken to. */
  private static final class RunNames extends ObjectOutputStream {

    private final List<String> names;

    RunNames(List<String> names) throws IOException {
      super(OutputStream.nullOutputStream());
      this.names = names;
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object sent) {
      if (sent instanceof HttpSettings http) {
        names.add(http.run());
      } else if (sent instanceof EdfiSettings edfi) {
        names.add(edfi.run());
      }
      return sent;
    }
  }
}
