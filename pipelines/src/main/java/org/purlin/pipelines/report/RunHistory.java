package org.purlin.pipelines.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.purlin.io.bigquery.LoadTables;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/** The table of runs, one a row: the report in columns. */
public final class RunHistory {

  /** Partitioned by the day a run began. */
  public static final Table RUNS =
      new Table(
              LoadTables.RUNS,
              List.of(
                  Column.lineage("run_id", ColumnType.STRING, "Name of the run.").asRequired(),
                  Column.lineage("job", ColumnType.STRING, "The verb.").asRequired(),
                  Column.lineage("version", ColumnType.STRING, "Version of Purlin.").asRequired(),
                  Column.lineage("asked_for", ColumnType.STRING, "What was asked for, short."),
                  Column.lineage("started", ColumnType.TIMESTAMP, "When it began.").asRequired(),
                  Column.lineage("finished", ColumnType.TIMESTAMP, "When it ended.").asRequired(),
                  Column.lineage("seconds", ColumnType.FLOAT64, "From start to end.").asRequired(),
                  Column.lineage(
                          "exit_code", ColumnType.INT64, "As the program ends; 0 is all done.")
                      .asRequired(),
                  Column.lineage("sentence", ColumnType.STRING, "What happened, in one sentence.")
                      .asRequired(),
                  Column.lineage(
                      "balances", ColumnType.JSON, "What became of everything, by stage."),
                  Column.lineage("counters", ColumnType.JSON, "Other numbers."),
                  Column.lineage("rejects", ColumnType.JSON, "Rejected records by reason."),
                  Column.lineage("problems", ColumnType.JSON, "What someone has to look at."),
                  Column.lineage(
                      "windows", ColumnType.JSON, "Windows asked for, and those not done."),
                  Column.lineage(
                      "drift", ColumnType.JSON, "What the data holds beyond the tables.")),
              "run_id",
              "started",
              List.of("job", "run_id"))
          .withUnique("run_id");

  private static final ObjectMapper JSON = new ObjectMapper();

  private RunHistory() {}

  /** A run's row, as JSON on one line. */
  public static String row(RunReport report) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("run_id", report.runId());
    row.put("job", report.job());
    row.put("version", report.version());
    row.put("asked_for", report.window());
    row.put("started", report.started().truncatedTo(ChronoUnit.MILLIS).toString());
    row.put("finished", report.finished().truncatedTo(ChronoUnit.MILLIS).toString());
    row.put("seconds", report.seconds());
    row.put("exit_code", report.exitCode());
    row.put("sentence", report.sentence());
    row.set("balances", JSON.valueToTree(report.outcome().balances()));
    row.set("counters", JSON.valueToTree(report.outcome().counters()));
    row.set("rejects", JSON.valueToTree(report.outcome().rejects()));
    row.set("problems", JSON.valueToTree(report.outcome().problems()));
    row.set("windows", JSON.valueToTree(report.outcome().windows()));
    row.set("drift", JSON.valueToTree(report.outcome().drift()));
    return row.toString();
  }
}
