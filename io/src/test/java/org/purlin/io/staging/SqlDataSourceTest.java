package org.purlin.io.staging;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.sameInstance;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.jdbc.JdbcIO;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;

class SqlDataSourceTest {

  @Test
  void oneWorkerHasOnePoolForTheSameSettings() {
    SqlSettings settings = TestDatabase.settings("jdbc:h2:mem:pools;USER=sa;PASSWORD=");

    assertThat(
        new SqlDataSource(settings).apply(null),
        sameInstance(new SqlDataSource(settings).apply(null)));
  }

  @Test
  void jdbcIoReadsTheStagingTableWithTheSameSettings() {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    try (TestDatabase database = TestDatabase.open(Product.H2)) {
      StagingTable table = Staged.current().in(database, "staging");
      for (int i = 1; i <= 5; i++) {
        Staged.add(database, "staging", "P" + i, "{\"n\":" + i + "}");
      }

      PCollection<String> rows =
          pipeline
              .apply(Create.of(table.partitions(2)))
              .apply(
                  JdbcIO.<IdRange, String>readAll()
                      .withDataSourceProviderFn(new SqlDataSource(database.settings()))
                      .withQuery(StagingTable.digestSql(database.table("staging")))
                      .withParameterSetter(new Between())
                      .withRowMapper(new Line())
                      .withOutputParallelization(false));

      PAssert.that(rows)
          .containsInAnyOrder(
              "1 P1 {\"n\":1} New Pending",
              "2 P2 {\"n\":2} New Pending",
              "3 P3 {\"n\":3} New Pending",
              "4 P4 {\"n\":4} New Pending",
              "5 P5 {\"n\":5} New Pending");
      pipeline.run().waitUntilFinish();
    }
  }

  private static final class Between implements JdbcIO.PreparedStatementSetter<IdRange> {
    @Override
    public void setParameters(IdRange range, PreparedStatement statement) throws Exception {
      statement.setLong(1, range.from());
      statement.setLong(2, range.to());
    }
  }

  private static final class Line implements JdbcIO.RowMapper<String> {
    @Override
    public String mapRow(ResultSet row) throws Exception {
      return String.join(
          " ",
          row.getString("id"),
          row.getString("person_id"),
          row.getString("json_payload"),
          row.getString("row_state"),
          row.getString("submission_status"));
    }
  }
}
