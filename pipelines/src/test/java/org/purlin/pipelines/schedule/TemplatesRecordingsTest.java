package org.purlin.pipelines.schedule;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.purlin.pipelines.DiscoveryDocument;

/** The files below {@code templates/} against Google's own descriptions of its APIs. */
class TemplatesRecordingsTest {

  private static final Path TEMPLATES =
      Path.of(System.getProperty("purlin.root", "..")).resolve("templates");

  private static final ObjectMapper JSON = new ObjectMapper();

  private DiscoveryDocument dataflow;
  private DiscoveryDocument scheduler;

  @BeforeEach
  void read() throws IOException {
    String given = System.getProperty("purlin.recordings", "");
    assumeTrue(
        !given.isBlank(), "Needs recorded inputs: run with -Dpurlin.recordings=<directory>.");
    Path directory =
        Path.of(System.getProperty("purlin.root", "")).resolve(given).resolve("discovery");
    dataflow = DiscoveryDocument.read(directory.resolve("dataflow.v1b3.json"));
    scheduler = DiscoveryDocument.read(directory.resolve("cloudscheduler.v1.json"));
  }

  static List<Path> files(String name) throws IOException {
    try (Stream<Path> directories = Files.list(TEMPLATES)) {
      return directories.map(path -> path.resolve(name)).filter(Files::exists).sorted().toList();
    }
  }

  static List<Path> metadata() throws IOException {
    return files("metadata.json");
  }

  static List<Path> specs() throws IOException {
    return files("template.json");
  }

  static List<Path> schedules() throws IOException {
    return files("schedule.json");
  }

  @ParameterizedTest
  @MethodSource("metadata")
  void metadataIsWhatDataflowDescribes(Path file) throws IOException {
    JsonNode json = JSON.readTree(file.toFile());
    assertThat(dataflow.violations("TemplateMetadata", json), is(empty()));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void containerSpecsAreWhatDataflowDescribes(Path file) throws IOException {
    JsonNode json = JSON.readTree(file.toFile());
    assertThat(dataflow.violations("ContainerSpec", json), is(empty()));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void schedulesAreWhatTheSchedulerDescribesOnceTheirBodyIsEncoded(Path file) throws IOException {
    ObjectNode job = (ObjectNode) JSON.readTree(file.toFile());
    JsonNode body = job.path("httpTarget").path("body");
    assertThat(dataflow.violations("LaunchFlexTemplateRequest", body), is(empty()));
    job.withObject("/httpTarget")
        .put("body", Base64.getEncoder().encodeToString(JSON.writeValueAsBytes(body)));
    assertThat(scheduler.violations("Job", job), is(empty()));
  }

  @Test
  void theCheckFindsWhatTheSchemasDoNotAllow() throws IOException {
    JsonNode odd =
        JSON.readTree(
            """
            {"schedule": 5, "state": "ASLEEP", "attemptDeadline": "3m", "colour": "red",
             "httpTarget": {"body": "{}"}, "retryConfig": {"retryCount": "3"}}
            """);
    assertThat(
        scheduler.violations("Job", odd),
        contains(
            "Job.schedule: must be string, but is NUMBER",
            "Job.state: \"ASLEEP\" is none of the words it may be",
            "Job.attemptDeadline: must be a duration such as 3.5s",
            "Job.colour: is unknown",
            "Job.httpTarget.body: must be in Base64",
            "Job.retryConfig.retryCount: must be integer, but is STRING"));
  }
}
