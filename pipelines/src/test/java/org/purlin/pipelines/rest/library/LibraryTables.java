package org.purlin.pipelines.rest.library;

import static org.purlin.transforms.rows.ColumnType.DATE;
import static org.purlin.transforms.rows.ColumnType.INT64;
import static org.purlin.transforms.rows.ColumnType.JSON;
import static org.purlin.transforms.rows.ColumnType.STRING;

import java.util.ArrayList;
import java.util.List;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.Table;

/** The columns of the library's tables. */
final class LibraryTables {

  static final Table BRANCHES =
      table(
          "library_branches",
          List.of(
              Column.of("id", STRING, "Names the branch.").asRequired(),
              Column.of("name", STRING, "What it is called."),
              Column.of("opened", DATE, "When it opened.")));

  static final Table LOANS =
      table(
          "library_loans",
          List.of(
              Column.of("id", STRING, "Names the loan.").asRequired(),
              Column.lineage("branch_id", STRING, "Where it was lent."),
              Column.of("title", STRING, "What was lent."),
              Column.of("due", DATE, "When it must be back."),
              Column.of("reader_name", STRING, "Who has it.").from("readerName").asPersonal()));

  private LibraryTables() {}

  private static Table table(String name, List<Column> own) {
    List<Column> columns = new ArrayList<>(own);
    columns.add(Column.lineage("_page", INT64, "Page it was in."));
    columns.add(Column.lineage("_run_id", STRING, "The run that read it."));
    columns.add(Column.lineage("_row_hash", STRING, "Hash of what was read."));
    columns.add(Column.lineage(Table.EXTRA, JSON, "What has no column."));
    return new Table(name, columns, "id", null, List.of());
  }
}
