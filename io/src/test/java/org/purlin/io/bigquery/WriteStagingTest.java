package org.purlin.io.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TableRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.gcp.testing.FakeBigQueryServices;
import org.apache.beam.sdk.io.gcp.testing.FakeDatasetService;
import org.apache.beam.sdk.io.gcp.testing.FakeJobService;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.IfExists;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/** What BigQueryIO makes of rows, seen at Beam's own fakes of BigQuery. */
class WriteStagingTest {

  private static final Table THINGS =
      new Table(
          "things",
          List.of(
              Column.of("id", ColumnType.INT64, "Id.").asRequired(),
              Column.of("price", ColumnType.FLOAT64, "Price."),
              Column.of("tags", ColumnType.STRINGS, "Tags."),
              Column.of("properties", ColumnType.JSON, "Properties."),
              Column.of("note", ColumnType.STRING, "Note.")),
          "id",
          null,
          List.of());

  private static final Table OTHERS =
      new Table(
          "others",
          List.of(Column.of("name", ColumnType.STRING, "Name.")),
          "name",
          null,
          List.of());

  private final FakeDatasetService datasets = new FakeDatasetService();
  private final FakeBigQueryServices services =
      new FakeBigQueryServices().withDatasetService(datasets).withJobService(new FakeJobService());

  @BeforeEach
  void makeDataset() throws Exception {
    FakeDatasetService.setUp();
    datasets.createDataset("project-1", "raw", "EU", "", null);
  }

  @AfterEach
  void forget() {
    FakeDatasetService.setUp();
  }

  private static KV<String, byte[]> row(Table table, String json) {
    return KV.of(table.name(), json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void structuresStayStructuresAndNumbersStayExact(@TempDir Path directory) throws Exception {
    Pipeline pipeline = Pipeline.create();
    BigQueryRun run =
        new BigQueryRun(
            "run-1",
            new Dataset("project-1", "raw"),
            "project-1",
            new FileLanding(
                directory.resolve("out").toString(), "run-1", IfExists.REPLACE, "project-1.raw"),
            directory.resolve("temp").toString(),
            Map.of(),
            directory.resolve("proof").toString());
    ObjectMapper json = new ObjectMapper();
    PCollectionView<Map<String, String>> schemas =
        pipeline
            .apply(
                "Schemas",
                Create.of(
                        Map.of(
                            "things", json.writeValueAsString(THINGS),
                            "others", json.writeValueAsString(OTHERS)))
                    .withCoder(KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of())))
            .apply(View.asMap());
    pipeline
        .apply(
            "Rows",
            Create.of(
                    row(
                        THINGS,
                        "{\"id\":9007199254740993,\"price\":7.9e-19,\"tags\":[\"a\",\"b\"],"
                            + "\"properties\":{\"n\":[1,{\"deep\":\"yes\"}]},\"note\":null,"
                            + "\"_window\":\"w/1\"}"),
                    row(THINGS, "{\"id\":-1,\"price\":1e25,\"_window\":\"w/2\"}"),
                    row(OTHERS, "{\"name\":\"Ünï\",\"_window\":\"w/1\"}"))
                .withCoder(KvCoder.of(StringUtf8Coder.of(), ByteArrayCoder.of())))
        .apply("Write", LoadToBigQuery.write(run, schemas).withTestServices(services));

    pipeline.run().waitUntilFinish();

    List<TableRow> things = datasets.getAllRows("project-1", "raw", run.staging("things"));
    assertThat(
        things.stream().map(row -> ((Number) row.get("id")).longValue()).toList(),
        containsInAnyOrder(9007199254740993L, -1L));
    TableRow first =
        things.stream().filter(row -> row.get("_window").equals("w/1")).findFirst().orElseThrow();
    assertThat(((Number) first.get("price")).doubleValue(), is(7.9e-19));
    assertThat(first.get("tags"), is(List.of("a", "b")));
    assertThat(first.get("properties"), is(Map.of("n", List.of(1, Map.of("deep", "yes")))));
    assertThat(first.containsKey("note"), is(false));
    TableRow second =
        things.stream().filter(row -> row.get("_window").equals("w/2")).findFirst().orElseThrow();
    assertThat(((Number) second.get("price")).doubleValue(), is(1e25));
    assertThat(
        datasets.getAllRows("project-1", "raw", run.staging("others")),
        is(List.of(new TableRow().set("name", "Ünï").set("_window", "w/1"))));
    List<TableFieldSchema> columns =
        datasets
            .getTable(
                new TableReference()
                    .setProjectId("project-1")
                    .setDatasetId("raw")
                    .setTableId(run.staging("things")))
            .getSchema()
            .getFields();
    assertThat(columns, hasSize(6));
    assertThat(columns.get(3).getType(), is("JSON"));
    assertThat(columns.get(2).getMode(), is("REPEATED"));
  }
}
