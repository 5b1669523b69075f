package org.purlin.io.rest;

import static org.purlin.transforms.rows.ColumnType.DATE;
import static org.purlin.transforms.rows.ColumnType.INT64;
import static org.purlin.transforms.rows.ColumnType.JSON;
import static org.purlin.transforms.rows.ColumnType.STRING;
import static org.purlin.transforms.rows.ColumnType.TIMESTAMP;

import java.util.List;
import org.purlin.transforms.rest.RecordPath;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.Table;

/** Tables and resources of things on shelves; a made-up API has them. */
final class Things {

  static final RecordPath DATA = RecordPath.of("data");

  private Things() {}

  /** A table with every lineage column, and {@code shelf} to be filled from a unit. */
  static RestTable table(String name) {
    return RestTable.of(
        new Table(
            name,
            List.of(
                Column.of("id", STRING, "Names it.").asRequired(),
                Column.of("name", STRING, "What it is called."),
                Column.of("day", DATE, "When it came."),
                Column.lineage("shelf", STRING, "Where it stands."),
                Column.lineage(RestTable.PAGE, INT64, "Page it was in."),
                Column.lineage(RestTable.URL, STRING, "Where it was read."),
                Column.lineage(RestTable.RUN_ID, STRING, "The run that read it."),
                Column.lineage(RestTable.LOADED_AT, TIMESTAMP, "When that began."),
                Column.lineage(RestTable.ROW_HASH, STRING, "Hash of what was read."),
                Column.lineage(Table.EXTRA, JSON, "What has no column.")),
            "id",
            null,
            List.of()),
        DATA,
        "id");
  }

  /** All things, in one answer. */
  static RestResource things() {
    return RestResource.at("things", "/things").into(table("things"));
  }

  /** Things with personal data: their names, and so what has no column. */
  static RestTable personal() {
    return RestTable.of(
        new Table(
            "things",
            List.of(
                Column.of("id", STRING, "Names it."),
                Column.of("name", STRING, "Whose it is.").asPersonal(),
                Column.of("facts", JSON, "What is known of it."),
                Column.lineage("shelf", STRING, "Where it stands."),
                Column.lineage(RestTable.ROW_HASH, STRING, "Hash of what was read."),
                Column.lineage(Table.EXTRA, JSON, "What has no column.")),
            "id",
            null,
            List.of()),
        DATA,
        "id");
  }

  /** Shelves, whose records have an id. */
  static RestResource shelves() {
    return RestResource.at("shelves", "/shelves").into(table("shelves"));
  }

  /** The things of each shelf. */
  static RestResource ofShelves() {
    return RestResource.at("things", "/shelves/{shelf}/things")
        .forEach("shelves", "shelf", "id")
        .into(table("things").filling("shelf", "{shelf}"));
  }

  /** The things of these shelves, each asked for by its own unit. */
  static RestResource onShelves(String... shelves) {
    return RestResource.at("things", "/shelves/{shelf}/things")
        .startingWith(
            List.of(shelves).stream().map(shelf -> java.util.Map.of("shelf", shelf)).toList())
        .into(table("things").filling("shelf", "{shelf}"));
  }
}
