package org.purlin.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows, as far as they can be judged where they do not run. */
class WorkflowsTest {

  private static final Path ROOT = Path.of(System.getProperty("purlin.root", "../.."));

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void aWorkflowMayOnlyReadUnlessAJobSaysMoreAndEachJobEnds(Path file) throws IOException {
    JsonNode workflow = YAML.readTree(file.toFile());

    assertThat(workflow.path("permissions").toString(), is("{\"contents\":\"read\"}"));
    assertThat(workflow.path("jobs").size(), is(greaterThan(0)));
    for (JsonNode job : workflow.path("jobs")) {
      assertThat(job.path("runs-on").asText(), is("ubuntu-latest"));
      assertThat(job.path("timeout-minutes").asInt(), is(greaterThan(0)));
      for (JsonNode step : job.path("steps")) {
        assertThat("either runs or uses", step.has("run") != step.has("uses"), is(true));
        if (step.has("uses")) {
          assertThat(step.get("uses").asText(), matchesPattern("actions/[a-z-]+@v\\d+"));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void aJobOnlyNeedsJobsThatAreThere(Path file) throws IOException {
    JsonNode jobs = YAML.readTree(file.toFile()).path("jobs");

    for (JsonNode job : jobs) {
      if (job.has("needs")) {
        assertThat(jobs.has(job.get("needs").asText()), is(true));
      }
    }
  }

  /** What a shell would do with a name somebody chose for a branch or a tag. */
  @ParameterizedTest
  @MethodSource("workflows")
  void noScriptHasWordsOfOthersPutIntoIt(Path file) throws IOException {
    for (JsonNode job : YAML.readTree(file.toFile()).path("jobs")) {
      for (JsonNode step : job.path("steps")) {
        assertThat(step.path("run").asText().contains("${{"), is(false));
      }
    }
  }

  @Test
  void dependenciesAreWatchedWhereTheyAreListed() throws IOException {
    JsonNode updates = YAML.readTree(ROOT.resolve(".github/dependabot.yml").toFile());

    assertThat(updates.path("version").asInt(), is(2));
    for (JsonNode update : updates.path("updates")) {
      Path directory = ROOT.resolve("." + update.path("directory").asText());
      String list =
          switch (update.path("package-ecosystem").asText()) {
            case "maven" -> "pom.xml";
            case "npm" -> "package-lock.json";
            default -> ".github/workflows";
          };
      assertThat(Files.exists(directory.resolve(list)), is(true));
    }
  }
}
