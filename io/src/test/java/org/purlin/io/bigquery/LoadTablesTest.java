package org.purlin.io.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

class LoadTablesTest {

  private static final Column ID = Column.of("id", ColumnType.STRING, "Id.").asRequired();
  private static final Column DAY = Column.of("day", ColumnType.DATE, "Day.").asRequired();
  private static final Column NOTE =
      Column.of("note", ColumnType.STRING, "Note.").from("remark").asPersonal();

  private static Table table(Column... columns) {
    return new Table(
            "things", List.of(columns), "id", "day", List.of("id"), Table.Granularity.MONTH)
        .withUnique("id");
  }

  private static List<String> described(List<Column> columns) {
    return columns.stream()
        .map(column -> column.name() + " " + column.type() + (column.required() ? "!" : ""))
        .toList();
  }

  @Test
  void everyTableHasTheWindowLast() {
    assertThat(
        described(LoadTables.columns(table(ID, DAY, NOTE))),
        contains("id STRING!", "day DATE!", "note STRING", "_window STRING!"));
  }

  @Test
  void tablesThatAreTheSameStayAsTheyAre() {
    assertThat(
        LoadTables.union(table(ID, DAY, NOTE), table(ID, DAY, NOTE)), is(table(ID, DAY, NOTE)));
  }

  @Test
  void theUnionHasTheColumnsOfBothAndRequiresWhatBothRequire() {
    Column relaxed = Column.of("day", ColumnType.DATE, "Day.");
    Column more = Column.of("more", ColumnType.INT64, "More.").asRequired();
    Column old = Column.of("old", ColumnType.JSON, "Old.").asRequired();

    assertThat(
        described(LoadTables.union(table(ID, old, DAY, NOTE), table(ID, more, relaxed)).columns()),
        contains("id STRING!", "old JSON", "day DATE", "note STRING", "more INT64"));
  }

  @Test
  void theUnionKeepsHowATableIsDividedAndWhatItsColumnsAre() {
    Table union = LoadTables.union(table(ID, DAY, NOTE), table(ID, DAY));

    assertThat(union, is(table(ID, DAY, NOTE)));
    assertThat(LoadTables.union(table(ID, DAY), table(ID, DAY, NOTE)), is(union));
  }

  @Test
  void rowsAreOnlyToldApartByWhatTellsThemApartInBoth() {
    Table one = table(ID, DAY);

    assertThat(LoadTables.union(one, one).unique(), contains("id"));
    assertThat(LoadTables.union(one, one.withUnique("id", "day")).unique(), is(List.of()));
    assertThat(LoadTables.union(one.withUnique(), one).unique(), is(List.of()));
  }

  @Test
  void aColumnCannotBeOfTwoTypes() {
    Column number = Column.of("note", ColumnType.INT64, "Note.").from("remark");
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> LoadTables.union(table(ID, DAY, NOTE), table(ID, DAY, number)));

    assertThat(
        refused.getMessage(),
        is(
            "Column note of things is STRING in one window and INT64 in another; they cannot be"
                + " loaded into one table."));
  }

  @Test
  void namesThatDifferInCaseOnlyAreOneColumnAndTheFirstTableSpellsIt() {
    Column shouted = Column.of("NOTE", ColumnType.STRING, "Note.");
    Table other = table(ID, shouted, DAY);
    Table union = LoadTables.union(table(ID, DAY, NOTE), other);

    assertThat(described(union.columns()), contains("id STRING!", "day DATE!", "note STRING"));
    assertThat(LoadTables.spelling(other, union), is(Map.of("NOTE", "note")));
    assertThat(LoadTables.spelling(table(ID, DAY, NOTE), union), is(Map.of()));
  }

  @Test
  void aColumnCannotBeOfTwoTypesHoweverItIsSpelt() {
    Column number = Column.of("Note", ColumnType.INT64, "Note.");

    assertThrows(
        IllegalStateException.class,
        () -> LoadTables.union(table(ID, DAY, NOTE), table(ID, DAY, number)));
  }

  @Test
  void rejectedRowsHaveATableOfTheirOwn() {
    assertThat(LoadTables.REJECTED.name(), is("load_rejected"));
    assertThat(
        described(LoadTables.columns(LoadTables.REJECTED)),
        contains(
            "table_name STRING!",
            "window_path STRING!",
            "file STRING!",
            "place INT64!",
            "reason STRING!",
            "_run_id STRING!",
            "_window STRING!"));
  }
}
