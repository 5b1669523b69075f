package org.purlin.sandbox.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.is;
import static org.purlin.sandbox.bigquery.GoogleClient.load;
import static org.purlin.sandbox.bigquery.GoogleClient.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MergeTest {

  private static final String MERGE =
      "MERGE `purlin-sandbox.purlin.t` AS T USING `purlin-sandbox.purlin.stage` AS S ";

  private static final String UPSERT = MERGE + "ON T.`_window` = S.`_window` AND T.`id` = S.`id` ";

  private static final String INSERT =
      "WHEN NOT MATCHED BY TARGET THEN INSERT (`id`, `v`, `_window`, `_run_id`, `ts`)"
          + " VALUES (S.`id`, S.`v`, S.`_window`, S.`_run_id`, S.`ts`) ";

  private BigQuerySandbox google;
  private GoogleClient client;

  @BeforeEach
  void start() throws Exception {
    google = BigQuerySandbox.start();
    client = new GoogleClient(google);
    String[] fields = {"id:INT64", "v:JSON", "_window:STRING", "_run_id:STRING", "ts:TIMESTAMP"};
    client.createTable("t", fields);
    client.createTable("stage", fields);
  }

  @AfterEach
  void stop() {
    google.close();
  }

  private void row(String table, int id, String value, String window, String run, String day)
      throws Exception {
    client.rows(
        "INSERT INTO `purlin-sandbox.purlin.%s` (id, v, _window, _run_id, ts) VALUES (%d, JSON '%s', '%s', '%s', TIMESTAMP '%s')"
            .formatted(table, id, value, window, run, day));
  }

  private String rows() throws Exception {
    return client
        .rows("SELECT id, v, _window, _run_id FROM purlin.t ORDER BY _window, id, _run_id")
        .toString();
  }

  private String changes(JsonNode job) {
    JsonNode stats = job.at("/statistics/query/dmlStats");
    return "+%s ~%s -%s"
        .formatted(
            stats.path("insertedRowCount").asText(),
            stats.path("updatedRowCount").asText(),
            stats.path("deletedRowCount").asText());
  }

  @Test
  void aWindowIsReplacedWholeByAMergeOnFalse() throws Exception {
    row("t", 1, "1", "x", "r1", "2026-01-01");
    row("t", 2, "2", "y", "r1", "2026-01-01");
    row("t", 3, "3", "z", "r1", "2026-01-01");
    row("t", 4, "4", "x", "r1", "2026-03-01");
    row("stage", 1, "[9]", "x", "r2", "2026-01-01");
    row("stage", 5, "5", "x", "r2", "2026-01-02");

    JsonNode job =
        client.run(
            "query",
            query(
                MERGE
                    + "ON FALSE "
                    + INSERT
                    + "WHEN NOT MATCHED BY SOURCE AND T.`_window` IN ('x', 'y') AND T.`ts` BETWEEN"
                    + " TIMESTAMP '2026-01-01 00:00:00+00' AND TIMESTAMP '2026-01-31 00:00:00+00'"
                    + " THEN DELETE"));

    assertThat(job.at("/status/errorResult").isMissingNode(), is(true));
    assertThat(changes(job), is("+2 ~0 -2"));
    assertThat(rows(), is("[[1, [9], x, r2], [4, 4, x, r1], [5, 5, x, r2], [3, 3, z, r1]]"));
  }

  @Test
  void aKeyIsUpdatedInsertedOrDeletedByItsWindow() throws Exception {
    row("t", 1, "1", "x", "r1", "2026-01-01");
    row("t", 2, "2", "x", "r2", "2026-01-01");
    row("t", 3, "3", "x", "r1", "2026-01-01");
    row("t", 4, "4", "y", "r1", "2026-01-01");
    row("stage", 1, "10", "x", "r2", "2026-01-01");
    row("stage", 2, "20", "x", "r2", "2026-01-01");
    row("stage", 5, "50", "x", "r2", "2026-01-01");

    JsonNode job =
        client.run(
            "query",
            query(
                UPSERT
                    + "WHEN MATCHED AND T.`_run_id` != S.`_run_id` THEN"
                    + " UPDATE SET `v` = S.`v`, `_run_id` = S.`_run_id` "
                    + INSERT
                    + "WHEN NOT MATCHED BY SOURCE AND T.`_window` IN ('x') THEN DELETE"));

    assertThat(changes(job), is("+1 ~1 -1"));
    assertThat(rows(), is("[[1, 10, x, r2], [2, 2, x, r2], [5, 50, x, r2], [4, 4, y, r1]]"));
  }

  @Test
  void theSameMergeAgainChangesNothing() throws Exception {
    row("stage", 1, "10", "x", "r2", "2026-01-01");
    String merge =
        UPSERT
            + "WHEN MATCHED AND T.`_run_id` != S.`_run_id` THEN UPDATE SET `v` = S.`v` "
            + INSERT
            + "WHEN NOT MATCHED BY SOURCE AND T.`_window` IN ('x') THEN DELETE";

    assertThat(changes(client.run("query", query(merge))), is("+1 ~0 -0"));
    assertThat(changes(client.run("query", query(merge))), is("+0 ~0 -0"));
    assertThat(rows(), is("[[1, 10, x, r2]]"));
  }

  @Test
  void allClausesSeeTheTableAsItWas() throws Exception {
    row("t", 1, "1", "x", "r1", "2026-01-01");
    row("stage", 1, "2", "x", "r2", "2026-01-01");

    // Were the update seen by the delete, no row of r1 would be left; were the insert seen, it
    // would be matched.
    JsonNode job =
        client.run(
            "query",
            query(
                MERGE
                    + "ON T.`_run_id` = S.`_run_id` "
                    + INSERT
                    + "WHEN NOT MATCHED BY SOURCE AND T.`_run_id` = 'r1' THEN"
                    + " UPDATE SET `_run_id` = 'r2'"));

    assertThat(changes(job), is("+1 ~1 -0"));
    assertThat(rows(), is("[[1, 1, x, r2], [1, 2, x, r2]]"));
  }

  @Test
  void theFirstClauseThatTakesARowIsTheOnlyOne() throws Exception {
    row("t", 1, "1", "x", "r1", "2026-01-01");
    row("t", 2, "1", "x", "r1", "2026-01-01");
    row("stage", 1, "2", "x", "r2", "2026-01-01");
    row("stage", 2, "2", "x", "r2", "2026-01-01");

    JsonNode job =
        client.run(
            "query",
            query(
                UPSERT
                    + "WHEN MATCHED AND CASE WHEN T.id = 1 THEN TRUE ELSE FALSE END THEN DELETE"
                    + " WHEN MATCHED THEN UPDATE SET v = S.v"));

    assertThat(changes(job), is("+0 ~1 -1"));
    assertThat(rows(), is("[[2, 2, x, r1]]"));
  }

  @Test
  void twoSourceRowsForOneTargetRowAreAnErrorAndNothingChanges() throws Exception {
    row("t", 1, "1", "x", "r1", "2026-01-01");
    row("stage", 1, "2", "x", "r2", "2026-01-01");
    row("stage", 1, "3", "x", "r2", "2026-01-01");

    JsonNode job =
        client.run("query", query(UPSERT + "WHEN MATCHED THEN UPDATE SET v = S.v " + INSERT));

    assertThat(
        job.at("/status/errorResult/message").asText(),
        is("UPDATE/MERGE must match at most one source row for each target row"));
    assertThat(rows(), is("[[1, 1, x, r1]]"));
  }

  @Test
  void aSourceCanBeAQueryOfLiterals() throws Exception {
    client.createTable("runs", "run_id:STRING:REQUIRED", "started:TIMESTAMP", "n:INT64");
    String merge =
        "MERGE `purlin-sandbox.purlin.runs` AS T USING (SELECT 'x' AS `run_id`,"
            + " TIMESTAMP '2026-01-01 10:00:00+00' AS `started`, %d AS `n`) AS S"
            + " ON T.`run_id` = S.`run_id`"
            + " WHEN MATCHED THEN UPDATE SET `n` = S.`n`"
            + " WHEN NOT MATCHED BY TARGET THEN INSERT ROW";

    client.run("query", query(merge.formatted(3)));
    client.run("query", query(merge.formatted(4)));

    assertThat(
        google.rows("purlin", "runs"),
        hasToString("[{\"run_id\":\"x\",\"started\":\"2026-01-01T10:00:00.000000Z\",\"n\":4}]"));
  }

  @Test
  void aFailingInsertUndoesTheUpdates() throws Exception {
    client.createTable("strict", "id:INT64:REQUIRED", "v:STRING");
    client.rows("INSERT purlin.strict (id, v) VALUES (1, 'old')");

    JsonNode job =
        client.run(
            "query",
            query(
                "MERGE purlin.strict T USING (SELECT 1 AS id UNION ALL SELECT 2) S ON T.id = S.id"
                    + " WHEN MATCHED THEN UPDATE SET v = 'new'"
                    + " WHEN NOT MATCHED THEN INSERT (v) VALUES ('x')"));

    assertThat(job.at("/status/errorResult/reason").asText(), is("invalidQuery"));
    assertThat(google.rows("purlin", "strict"), hasToString("[{\"id\":1,\"v\":\"old\"}]"));
  }

  private static String[] lines(int from, int to, String run) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(id -> "{\"id\":" + id + ",\"_window\":\"x\",\"_run_id\":\"" + run + "\"}")
        .toArray(String[]::new);
  }

  @Test
  void manyRowsAreMergedInTime() throws Exception {
    client.loaded(load("t", "old.json"), lines(1, 5_000, "r1"));
    client.loaded(load("stage", "new.json"), lines(2_501, 7_500, "r2"));

    JsonNode job =
        client.run(
            "query",
            query(
                UPSERT
                    + "WHEN MATCHED THEN UPDATE SET `_run_id` = S.`_run_id` "
                    + INSERT
                    + "WHEN NOT MATCHED BY SOURCE AND T.`_window` IN ('x') THEN DELETE"));

    assertThat(changes(job), is("+2500 ~2500 -2500"));
  }
}
