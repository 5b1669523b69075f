package org.purlin.pipelines.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.apache.beam.sdk.extensions.gcp.storage.NoopPathValidator;
import org.xerial.snappy.SnappyInputStream;

/** Types command lines for Dataflow, without an account and without a network. */
final class DataflowDesk {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Long enough to be found nowhere else by chance. */
  static final String CANARY = "canary-5f2b8d31";

  static final String PAR_DO = "beam:transform:pardo:v1";

  private final Path directory;
  String out = "";
  String err = "";

  DataflowDesk(Path directory) {
    this.directory = directory;
  }

  /** A reference to a secret whose value is {@link #CANARY}. */
  String secret() throws IOException {
    Path file = directory.resolve("canary.txt");
    Files.writeString(file, CANARY + "\n");
    return "file:" + file;
  }

  Path template() {
    return directory.resolve("graph.json");
  }

  /** Writes the graph of a job; the output is an object store's. */
  int write(String job, List<String> words) throws IOException {
    List<String> all = new ArrayList<>(words);
    all.add("--templateLocation=" + template());
    return type(job, all);
  }

  /** Types {@code purlin}, a job, these words and what every job on Dataflow needs. */
  int type(String job, List<String> words) throws IOException {
    Path staged = directory.resolve("nothing.jar");
    Files.writeString(staged, "nothing");
    List<String> all = new ArrayList<>(List.of(job.split(" ")));
    all.addAll(words);
    add(all, "--runId", "Night_1");
    add(all, "--output", "mem://" + bucket() + "/out");
    all.addAll(
        List.of(
            "--runner=DataflowRunner",
            "--stableUniqueNames=ERROR",
            "--project=purlin-test",
            "--region=europe-west2",
            "--gcpTempLocation=gs://purlin-test/temp",
            "--stagingLocation=gs://purlin-test/staging",
            "--credentialFactoryClass=" + NoopCredentialFactory.class.getName(),
            "--pathValidatorClass=" + NoopPathValidator.class.getName(),
            "--stagerClass=" + StageNothing.class.getName(),
            "--filesToStage=" + staged,
            "--logs=" + directory.resolve("logs")));
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int exitCode =
        Launch.run(
            all,
            Map.of(),
            directory,
            new PrintStream(outBytes, true, UTF_8),
            new PrintStream(errBytes, true, UTF_8));
    out = outBytes.toString(UTF_8);
    err = errBytes.toString(UTF_8);
    return exitCode;
  }

  /** Objects of different tests stay apart. */
  String bucket() {
    return "desk-" + directory.getFileName();
  }

  private static void add(List<String> all, String flag, String value) {
    if (all.stream().noneMatch(word -> word.startsWith(flag + "="))) {
      all.add(flag + "=" + value);
    }
  }

  /** The job as it would be sent to Dataflow. */
  JsonNode graph() throws IOException {
    return JSON.readTree(template().toFile());
  }

  /** The pipeline as it would be uploaded for the workers. */
  RunnerApi.Pipeline pipeline() throws IOException {
    return RunnerApi.Pipeline.parseFrom(StageNothing.pipelineOf(graph().path("name").asText()));
  }

  /** Everything that would leave this machine, with what is compressed in it laid open. */
  String everythingSent() throws IOException {
    StringBuilder sent = new StringBuilder(Files.readString(template()));
    sent.append(new String(pipeline().toByteArray(), UTF_8));
    for (RunnerApi.PTransform transform : pipeline().getComponents().getTransformsMap().values()) {
      if (transform.getSpec().getUrn().equals(PAR_DO)) {
        RunnerApi.ParDoPayload parDo =
            RunnerApi.ParDoPayload.parseFrom(transform.getSpec().getPayload());
        byte[] function = parDo.getDoFn().getPayload().toByteArray();
        try (InputStream plain = new SnappyInputStream(new ByteArrayInputStream(function))) {
          sent.append(new String(plain.readAllBytes(), UTF_8));
        }
      }
    }
    return sent.toString();
  }
}
