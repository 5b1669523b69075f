package org.purlin.io.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.zetasql.FileDescriptorSetsBuilder;
import com.google.zetasql.SqlException;
import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNode;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedColumnRef;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedDMLValue;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedFilterScan;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedMergeStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedMergeWhen;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedOutputColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedProjectScan;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedQueryStmt;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.purlin.io.alma.AlmaTables;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

class StatementsTest {

  private static final Dataset DATASET = new Dataset("example.org:some-project", "raw");
  private static final String TARGET = Sql.path(DATASET, "target");
  private static final String STAGING = Sql.path(DATASET, "staging");

  /** A statement may have so many characters once it is sent, by BigQuery's quotas. */
  private static final int MOST_CHARACTERS = 1_000_000;

  private static final List<String> WINDOWS = List.of("7/2026/01/01T05", "it's `odd` \\\n");

  static Stream<Named<Table>> tables() {
    return Landed.tables().map(table -> Named.of(table.name(), table));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void countsAnswerTheWindowTheRowsAndTheEndsOfThePartitions(Table table) {
    GoogleSql google = new GoogleSql().with(TARGET, table);
    List<String> expected =
        Schemas.partition(table)
            .map(Column::type)
            .map(
                type -> List.of("_window STRING", "row_count INT64", "low " + type, "high " + type))
            .orElse(List.of("_window STRING", "row_count INT64"));

    assertThat(columns(google, Sql.counts(TARGET, table, WINDOWS)), is(expected));
    assertThat(columns(google, Sql.counts(TARGET, table, null)), is(expected));
  }

  @Test
  void rejectedRowsAreAskedForInTheirOwnTable() {
    GoogleSql google = new GoogleSql().with(TARGET, LoadTables.REJECTED);

    assertThat(
        columns(google, Sql.rejectedOf(TARGET, "it's")),
        contains("_window STRING", "row_count INT64"));
    assertThat(columns(google, Sql.reasonsOf(TARGET, "it's", 20)), contains("reason STRING"));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void theMergeUpdatesWhatChangedThenInsertsThenDeletesWhatIsStale(Table table) {
    Optional<Sql.Range> range = range(table);
    ResolvedMergeStmt merge = merge(table, range);
    boolean updates = !table.unique().isEmpty();

    assertThat(
        merge.getWhenClauseList().stream()
            .map(when -> when.getMatchType() + " " + when.getActionType())
            .toList(),
        is(
            updates
                ? List.of(
                    "MATCHED UPDATE",
                    "NOT_MATCHED_BY_TARGET INSERT",
                    "NOT_MATCHED_BY_SOURCE DELETE")
                : List.of("NOT_MATCHED_BY_TARGET INSERT", "NOT_MATCHED_BY_SOURCE DELETE")));
    assertThat(
        merge.getTableScan().getTable().getName(), is("example.org:some-project.raw.target"));
    assertThat(meaning(merge.getMergeExpr()), is(meaning(condition(table, Sql.same(table)))));
    assertThat(
        meaning(last(merge).getMatchExpr()),
        is(meaning(condition(table, Sql.stale(table, WINDOWS, range)))));
    if (updates) {
      assertThat(
          meaning(merge.getWhenClauseList().get(0).getMatchExpr()),
          is(meaning(condition(table, Sql.changed(table)))));
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void theMergeTakesEachColumnFromTheColumnOfItsName(Table table) {
    ResolvedMergeStmt merge = merge(table, Optional.empty());
    List<String> names = LoadTables.columns(table).stream().map(Column::name).toList();
    List<String> sources =
        names.stream().map(name -> "example.org:some-project.raw.staging " + name).toList();
    int clauses = merge.getWhenClauseList().size();
    ResolvedMergeWhen insert = merge.getWhenClauseList().get(clauses - 2);

    assertThat(insert.getMatchExpr() == null, is(true));
    assertThat(
        insert.getInsertColumnList().stream().map(ResolvedColumn::getName).toList(), is(names));
    assertThat(
        insert.getInsertRow().getValueList().stream().map(StatementsTest::source).toList(),
        is(sources));
    if (clauses == 3) {
      ResolvedMergeWhen update = merge.getWhenClauseList().get(0);
      assertThat(
          update.getUpdateItemList().stream()
              .map(item -> ((ResolvedColumnRef) item.getTarget()).getColumn().getName())
              .toList(),
          is(names));
      assertThat(
          update.getUpdateItemList().stream().map(item -> source(item.getSetValue())).toList(),
          is(sources));
    }
  }

  @Test
  void someTablesReplaceRowsAndSomeReplaceWindows() {
    assertThat(
        Landed.tables().filter(table -> table.unique().isEmpty()).toList(), is(not(empty())));
    assertThat(
        Landed.tables().filter(table -> !table.unique().isEmpty()).toList(), is(not(empty())));
  }

  @Test
  void aStatementOfManyWindowsStaysBelowBigQuerysLimit() {
    List<String> windows =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "w".repeat(180) + String.format("%020d", i))
            .toList();
    String sql = Sql.putInPlace(TARGET, STAGING, AlmaTables.ATTENDANCE, windows, Optional.empty());

    assertThat(sql.length(), lessThan(MOST_CHARACTERS));
    new GoogleSql()
        .with(TARGET, AlmaTables.ATTENDANCE)
        .with(STAGING, AlmaTables.ATTENDANCE)
        .analyse(sql);
  }

  @Test
  void aTableWithoutOneOfTheColumnsIsNoPlaceForTheRows() {
    GoogleSql google =
        new GoogleSql().with(TARGET, AlmaTables.SCHOOLS).with(STAGING, AlmaTables.STUDENTS);

    assertThrows(
        SqlException.class,
        () ->
            google.analyse(
                Sql.putInPlace(TARGET, STAGING, AlmaTables.STUDENTS, WINDOWS, Optional.empty())));
  }

  private static List<String> columns(GoogleSql google, String select) {
    return ((ResolvedQueryStmt) google.analyse(select))
        .getOutputColumnList().stream().map(StatementsTest::column).toList();
  }

  private static String column(ResolvedOutputColumn column) {
    return column.getName() + " " + column.getColumn().getType().typeName();
  }

  private static Optional<Sql.Range> range(Table table) {
    return Schemas.partition(table)
        .map(
            column ->
                column.type() == ColumnType.DATE
                    ? new Sql.Range("2026-01-01", "2026-01-31")
                    : new Sql.Range(
                        "2026-01-01 05:00:00.000000+00", "2026-01-01 05:59:59.999999+00"));
  }

  private static GoogleSql google(Table table) {
    return new GoogleSql().with(TARGET, table).with(STAGING, table);
  }

  private static ResolvedMergeStmt merge(Table table, Optional<Sql.Range> range) {
    return (ResolvedMergeStmt)
        google(table).analyse(Sql.putInPlace(TARGET, STAGING, table, WINDOWS, range));
  }

  private static ResolvedMergeWhen last(ResolvedMergeStmt merge) {
    return merge.getWhenClauseList().get(merge.getWhenClauseList().size() - 1);
  }

  /** A condition as it is understood of the two tables of a merge. */
  private static ResolvedNode condition(Table table, String condition) {
    ResolvedQueryStmt query =
        (ResolvedQueryStmt)
            google(table)
                .analyse(
                    "SELECT 1 FROM "
                        + TARGET
                        + " AS T CROSS JOIN ("
                        + Sql.staged(STAGING, table, WINDOWS)
                        + ") AS S WHERE "
                        + condition);
    ResolvedProjectScan project = (ResolvedProjectScan) query.getQuery();
    return ((ResolvedFilterScan) project.getInputScan()).getFilterExpr();
  }

  /** All of it but the numbers that columns have in one statement. */
  private static String meaning(ResolvedNode node) {
    return node.serialize(new FileDescriptorSetsBuilder())
        .toString()
        .replaceAll("column_id: \\d+", "");
  }

  /** Table and name of the column a value is read from. */
  private static String source(ResolvedDMLValue value) {
    ResolvedColumn column = ((ResolvedColumnRef) value.getValue()).getColumn();
    return column.getTableName() + " " + column.getName();
  }
}
