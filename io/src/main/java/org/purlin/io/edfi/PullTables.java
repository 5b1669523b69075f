package org.purlin.io.edfi;

import java.util.ArrayList;
import java.util.List;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/** Tables of what servers tell about records: which were deleted, which got another key. */
final class PullTables {

  static final String DISTRICT = "_district";
  static final String ID = "id";
  static final String CHANGE_VERSION = "change_version";
  static final String KEY = "key_values";
  static final String OLD_KEY = "old_key_values";
  static final String NEW_KEY = "new_key_values";
  static final String READ_AT = "_read_at";
  static final String RUN_ID = "_run_id";

  private PullTables() {}

  static Table deletes(Table of) {
    return table(of.name() + "_deletes", List.of(key(KEY, "Its natural key.")));
  }

  static Table keyChanges(Table of) {
    return table(
        of.name() + "_keyChanges",
        List.of(
            key(OLD_KEY, "Its natural key before."), key(NEW_KEY, "Its natural key afterwards.")));
  }

  private static Column key(String name, String description) {
    return Column.of(name, ColumnType.JSON, description + " Null when anything is redacted.")
        .asPersonal();
  }

  private static Table table(String name, List<Column> keys) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.lineage(DISTRICT, ColumnType.STRING, "District.").asRequired(),
                Column.of(ID, ColumnType.STRING, "The server's own key of the record."),
                Column.of(CHANGE_VERSION, ColumnType.INT64, "When, as a change version.")));
    columns.addAll(keys);
    columns.add(Column.lineage(READ_AT, ColumnType.TIMESTAMP, "When it was read, UTC."));
    columns.add(Column.lineage(RUN_ID, ColumnType.STRING, "Run that read it."));
    return new Table(name, columns, ID, READ_AT, List.of(DISTRICT, ID));
  }
}
