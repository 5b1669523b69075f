package org.purlin.io.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {

  @ParameterizedTest
  @CsvSource({
    "bigquery:some-project.raw, some-project, raw",
    "bigquery:some-project:raw, some-project, raw",
    "bigquery:proj3t.Raw_2026, proj3t, Raw_2026",
    "bigquery:example.org:some-project.raw, example.org:some-project, raw",
    "bigquery:example.org:some-project:raw, example.org:some-project, raw",
    "bigquery:some-project._1, some-project, _1"
  })
  void aProjectAndADatasetAreRead(String output, String project, String name) {
    assertThat(Dataset.parse(output), is(Optional.of(new Dataset(project, name))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "out/",
        "gs://bucket/raw",
        "some-project.raw",
        "bigquery:",
        "bigquery:raw",
        "bigquery:.raw",
        "bigquery:some-project",
        "bigquery:some-project.",
        "bigquery:some-project.raw.events",
        "bigquery:some-project.raw-data",
        "bigquery:some-project.raw`",
        "bigquery:some-project.raw\n",
        "bigquery:Some-Project.raw",
        "bigquery:some_project.raw",
        "bigquery:1project.raw",
        "bigquery:some-project-.raw",
        "bigquery:short.raw",
        "BIGQUERY:some-project.raw",
        "bigquery: some-project.raw"
      })
  void anythingElseIsNone(String output) {
    assertThat(Dataset.parse(output), is(Optional.empty()));
  }

  @Test
  void aDatasetIsShownAsPeopleWriteIt() {
    assertThat(new Dataset("some-project", "raw").toString(), is("some-project.raw"));
  }
}
