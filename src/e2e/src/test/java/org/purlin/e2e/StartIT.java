package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyArray;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;

import java.beans.Introspector;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.pipelines.CommandOptions;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.amplitude.ExportAmplitudeOptions;

/** What is answered without running a job. */
class StartIT {

  /** A hang guard; the time itself is printed. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"--help", "amplitude --help", "help amplitude", "--version"})
  void questionsAreAnsweredFastAndLeaveNothingBehind(String line) throws Exception {
    Ended answer = Purlin.script(directory).run(line.split(" ", -1)).exits(0);

    System.out.println("purlin " + line + " took " + answer.took().toMillis() + " ms");
    assertThat(answer.took(), lessThan(PATIENCE));
    assertThat(answer.err(), is(emptyString()));
    assertThat(directory.toFile().list(), is(emptyArray()));
  }

  @Test
  void theHelpPageListsEveryOptionOfTheJob() throws Exception {
    String help = Purlin.script(directory).run("amplitude", "--help").exits(0).out();

    List<String> options =
        Arrays.stream(ExportAmplitudeOptions.class.getMethods())
            .filter(method -> isOfOurs(method) && method.getParameterCount() == 0)
            .map(method -> method.getName().replaceFirst("^(get|is)", ""))
            .map(Introspector::decapitalize)
            .toList();
    assertThat(options.size(), is(greaterThan(20)));
    for (String option : options) {
      assertThat(help, containsString("--" + option));
    }
    assertThat(help, containsString("Exit codes:"));
  }

  private static boolean isOfOurs(Method method) {
    return method.getDeclaringClass() == ExportAmplitudeOptions.class
        || method.getDeclaringClass() == JobOptions.class
        || method.getDeclaringClass() == CommandOptions.class;
  }

  @Test
  void theProgramsPageNamesItsVerbsAndItsVersionIsANumber() throws Exception {
    String help = Purlin.script(directory).run("--help").out();
    String version = Purlin.script(directory).run("--version").out();

    for (String verb : List.of("amplitude", "demo", "report")) {
      assertThat(help, containsString(verb));
    }
    assertThat(version, matchesPattern("purlin \\d+\\.\\d+\\.\\d+\\S*\n"));
  }
}
