package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.schedule.Template;
import org.purlin.pipelines.schedule.TemplateParameter;
import org.purlin.pipelines.schedule.Timetable;

/** Flags as parameters of Flex Templates. */
class TemplateParametersTest {

  static List<Job<?>> jobs() {
    return Launch.jobs();
  }

  private static Template template(String verb) {
    return TemplateParameters.templateOf(
        jobs().stream().filter(job -> job.verb().equals(verb)).findFirst().orElseThrow());
  }

  private static TemplateParameter parameter(String verb, String name) {
    return template(verb).parameter(name).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void requiredParametersComeFirstThenTheJobsOwnThenSharedThenNetworkAndTuning(Job<?> job) {
    List<String> groups = new ArrayList<>();
    for (TemplateParameter parameter : TemplateParameters.templateOf(job).parameters()) {
      if (groups.isEmpty() || !groups.get(groups.size() - 1).equals(parameter.group())) {
        groups.add(parameter.group());
      }
      assertThat(parameter.name(), parameter.required(), is(parameter.group().equals("Required")));
    }
    groups.remove("Network");
    assertThat(groups, contains("Required", "Job", "Results", "Tuning"));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyDefaultIsAValueTheParameterTakes(Job<?> job) {
    for (TemplateParameter parameter : TemplateParameters.templateOf(job).parameters()) {
      parameter
          .standard()
          .ifPresent(value -> assertThat(parameter.name(), parameter.takes(value), is(true)));
    }
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void aParameterComesAfterTheOneItBelongsTo(Job<?> job) {
    Set<String> before = new HashSet<>();
    for (TemplateParameter parameter : TemplateParameters.templateOf(job).parameters()) {
      parameter
          .parent()
          .ifPresent(parent -> assertThat(parameter.name(), before.contains(parent), is(true)));
      before.add(parameter.name());
    }
  }

  @Test
  void eachFlagIsAParameterOrLeftOutWithAReason() {
    Set<String> unused = new HashSet<>(TemplateParameters.LEFT_OUT.keySet());
    for (Job<?> job : jobs()) {
      Set<String> names = new HashSet<>(Flags.of(List.of(job.options())).ours().names());
      unused.removeAll(names);
      template(job.verb()).parameters().forEach(parameter -> names.remove(parameter.name()));
      names.removeAll(TemplateParameters.LEFT_OUT.keySet());
      assertThat(names, is(empty()));
    }
    assertThat(unused, is(empty()));
  }

  @Test
  void theUsualParametersOfEachTimetableAreParametersOfItsTemplate() {
    for (Timetable timetable : Timetable.all()) {
      timetable.parameters().keySet().forEach(name -> parameter(timetable.verb(), name));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "amplitude | secretKey | secret:projects/p/secrets/s/versions/latest | true",
        "amplitude | secretKey | file:gs://keys/amplitude                    | true",
        "amplitude | secretKey | env:AMP_SECRET_KEY                          | false",
        "amplitude | secretKey | file:key.txt                                | false",
        "amplitude | apiKey    | 0123abcd                                    | true",
        "amplitude | apiKey    | env:AMP_API_KEY                             | false",
        "amplitude | last      | PT24H                                       | true",
        "amplitude | last      | 24h                                         | false",
        "amplitude | output    | bigquery:acme.events                        | true",
        "amplitude | output    | gs://acme/events                            | true",
        "amplitude | output    | out                                         | false",
        "csc       | output    | gs://acme/csc                               | true",
        "csc       | output    | bigquery:acme.csc                           | false",
        "csc       | minInterval | PT0.4S                                    | true",
        "csc       | absent    | keep                                        | true",
        "csc       | absent    | forget                                      | false",
        "edfi push | input     | gs://acme/a.csv,gs://acme/b.csv             | true",
        "edfi push | input     | a.csv                                       | false",
        "edfi push | commit    | true                                        | true",
        "edfi push | commit    | yes                                         | false",
        "alma      | job       | alma                                        | true",
        "alma      | job       | csc                                         | false",
        "alma      | requestsPerSecond | 2.5                                 | true",
        "alma      | attendanceDays | -x                                     | false"
      })
  void aParameterTakesWhatAWorkerCanUse(String verb, String name, String value, boolean taken) {
    assertThat(parameter(verb, name).takes(value), is(taken));
  }

  @Test
  void aLabelIsInWords() {
    assertThat(parameter("csc", "sqlConnStr").label(), is("SQL connection string"));
    assertThat(parameter("amplitude", "apiKey").label(), is("API key"));
    assertThat(parameter("edfi pull", "tokenUrl").label(), is("Token URL"));
  }
}
