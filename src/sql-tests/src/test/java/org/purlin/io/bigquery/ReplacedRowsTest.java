package org.purlin.io.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/** What the statements do with rows. */
class ReplacedRowsTest {

  private static final Dataset DATASET = new Dataset("some-project", "raw");
  private static final String TARGET = Sql.path(DATASET, "target");
  private static final String STAGING = Sql.path(DATASET, "staging");

  private static final Table DAYS = table(ColumnType.DATE, "day");
  private static final Table INSTANTS = table(ColumnType.TIMESTAMP, "day");
  private static final Table WITHOUT_PARTITIONS = table(ColumnType.DATE, null);

  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

  private static Table table(ColumnType day, String partition) {
    return new Table(
        "things",
        List.of(
            Column.of("id", ColumnType.STRING, "What it is.").asRequired(),
            Column.of("day", day, "When it was."),
            Column.of("note", ColumnType.STRING, "What was said.")),
        "id",
        partition,
        List.of());
  }

  private static List<Object> row(Object... values) {
    return new ArrayList<>(Arrays.asList(values));
  }

  @Test
  void windowsAreCountedWithTheirFirstAndLastDay() {
    GoogleSql google =
        new GoogleSql()
            .with(
                TARGET,
                DAYS,
                List.of(
                    row("1", FIRST.plusDays(3), "x", "a"),
                    row("2", FIRST, null, "a"),
                    row("3", null, "x", "a"),
                    row("4", FIRST.plusDays(9), "x", "A"),
                    row("5", null, "x", "b")));

    assertThat(
        google.rows(Sql.counts(TARGET, DAYS, null)),
        containsInAnyOrder(
            row("a", 3L, FIRST, FIRST.plusDays(3)),
            row("A", 1L, FIRST.plusDays(9), FIRST.plusDays(9)),
            row("b", 1L, null, null)));
    assertThat(
        google.rows(Sql.counts(TARGET, DAYS, List.of("b", "absent"))),
        contains(row("b", 1L, null, null)));
    assertThat(
        google.rows(Sql.counts(TARGET, WITHOUT_PARTITIONS, List.of("a", "A"))),
        containsInAnyOrder(row("a", 3L), row("A", 1L)));
  }

  @Test
  void rejectedRowsAreCountedByWindowAndTheirReasonsAreNamedOnce() {
    GoogleSql google =
        new GoogleSql()
            .with(
                STAGING,
                LoadTables.REJECTED,
                List.of(
                    row("it's", "w", "f", 0L, "too deep", "r", "it's/w"),
                    row("it's", "w", "f", 9L, "too long", "r", "it's/w"),
                    row("it's", "v", "f", 0L, "too deep", "r", "it's/v"),
                    row("its", "w", "f", 0L, "of another", "r", "its/w")));

    assertThat(
        google.rows(Sql.rejectedOf(STAGING, "it's")),
        containsInAnyOrder(row("it's/w", 2L), row("it's/v", 1L)));
    assertThat(
        google.rows(Sql.reasonsOf(STAGING, "it's", 20)),
        contains(row("too deep"), row("too long")));
    assertThat(google.rows(Sql.reasonsOf(STAGING, "it's", 1)), contains(row("too deep")));
  }

  @Test
  void onlyRowsOfTheWindowsAreStale() {
    List<List<Object>> rows = new ArrayList<>();
    for (String window : List.of("a", "A", "a ", "it's", "a\\", "%", "b")) {
      rows.add(row("of " + window, FIRST, null, window));
    }
    GoogleSql google = new GoogleSql().with(TARGET, DAYS, rows);

    assertThat(
        google.deleted(stale(DAYS, List.of("a", "it's", "a\\", "_"), Optional.empty())),
        containsInAnyOrder("of a", "of it's", "of a\\"));
  }

  @Test
  void withARangeOfDaysOnlyRowsFromItsFirstToItsLastDayAreStale() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      rows.add(row("day " + i, FIRST.plusDays(i), null, "a"));
    }
    rows.add(row("other", FIRST.plusDays(2), null, "b"));
    rows.add(row("never", null, null, "a"));
    GoogleSql google = new GoogleSql().with(TARGET, DAYS, rows);

    assertThat(
        google.deleted(
            stale(DAYS, List.of("a"), Optional.of(new Sql.Range("2026-01-02", "2026-01-04")))),
        containsInAnyOrder("day 1", "day 2", "day 3"));
  }

  @Test
  void withARangeOfInstantsItsEndsCountToTheMicrosecond() {
    Instant low = Instant.parse("2026-01-01T05:00:00.000001Z");
    Instant high = Instant.parse("2026-01-01T05:59:59.999999Z");
    GoogleSql google =
        new GoogleSql()
            .with(
                TARGET,
                INSTANTS,
                List.of(
                    row("before", low.minusNanos(1_000), null, "a"),
                    row("first", low, null, "a"),
                    row("last", high, null, "a"),
                    row("after", high.plusNanos(1_000), null, "a")));

    assertThat(
        google.deleted(
            stale(
                INSTANTS,
                List.of("a"),
                Optional.of(new Sql.Range(Sql.instant(low), Sql.instant(high))))),
        containsInAnyOrder("first", "last"));
  }

  @Test
  void theRowsPutInAreTheStagedOnesOfTheWindows() {
    List<Object> full = row("1", FIRST, "it's", "a");
    List<Object> bare = row("2", null, null, "b");
    GoogleSql google =
        new GoogleSql().with(STAGING, DAYS, List.of(full, bare, row("3", FIRST, "x", "c")));

    assertThat(
        google.rows(Sql.staged(STAGING, DAYS, List.of("a", "b"))), containsInAnyOrder(full, bare));
  }

  static Stream<Arguments> pairs() {
    return Stream.of(
        arguments(ColumnType.STRING, "a", "a", false),
        arguments(ColumnType.STRING, "a", "A", true),
        arguments(ColumnType.STRING, "", null, true),
        arguments(ColumnType.STRING, "null", null, true),
        arguments(ColumnType.STRING, null, null, false),
        arguments(ColumnType.INT64, Long.MAX_VALUE, Long.MAX_VALUE, false),
        arguments(ColumnType.INT64, Long.MAX_VALUE, Long.MAX_VALUE - 1, true),
        arguments(ColumnType.INT64, null, 0L, true),
        arguments(ColumnType.FLOAT64, 7.9e-19, 7.9e-19, false),
        arguments(ColumnType.FLOAT64, 1e25, Math.nextUp(1e25), true),
        arguments(ColumnType.FLOAT64, null, 0.0, true),
        arguments(ColumnType.BOOL, true, true, false),
        arguments(ColumnType.BOOL, false, null, true),
        arguments(ColumnType.DATE, FIRST, FIRST, false),
        arguments(ColumnType.DATE, FIRST, FIRST.plusDays(1), true),
        arguments(ColumnType.TIMESTAMP, Instant.EPOCH, Instant.EPOCH, false),
        arguments(ColumnType.TIMESTAMP, Instant.EPOCH, Instant.EPOCH.plusNanos(1_000), true),
        arguments(ColumnType.STRINGS, List.of("a", "b"), List.of("a", "b"), false),
        arguments(ColumnType.STRINGS, List.of("a", "b"), List.of("b", "a"), true),
        arguments(ColumnType.STRINGS, List.of("a,b"), List.of("a", "b"), true),
        arguments(ColumnType.STRINGS, List.of("a\",\"b"), List.of("a", "b"), true),
        arguments(ColumnType.STRINGS, List.of(), List.of(""), true),
        arguments(ColumnType.JSON, "{\"a\":1,\"b\":[null]}", "{\"b\":[null],\"a\":1}", false),
        arguments(ColumnType.JSON, "{\"a\":1}", "{\"a\":2}", true),
        arguments(ColumnType.JSON, "{\"a\":null}", "{}", true),
        arguments(ColumnType.JSON, "[1,2]", "[2,1]", true),
        arguments(ColumnType.JSON, "1", "\"1\"", true),
        arguments(ColumnType.JSON, "9007199254740993", "9007199254740992", true),
        arguments(ColumnType.JSON, "{}", null, true),
        arguments(ColumnType.JSON, null, null, false));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aRowHasChangedWhenOneOfItsValuesHas(
      ColumnType type, Object before, Object after, boolean changed) {
    Table table =
        new Table(
                "things",
                List.of(
                    Column.of("id", ColumnType.STRING, "What it is.").asRequired(),
                    Column.of("value", type, "How it is.")),
                "id",
                null,
                List.of())
            .withUnique("id");
    GoogleSql google =
        new GoogleSql()
            .with(TARGET, table, List.of(row("1", before, "a"), row("2", after, "a")))
            .with(STAGING, table, List.of(row("1", after, "a"), row("2", before, "a")));

    assertThat(
        google.rows(
            "SELECT T.`id` FROM "
                + TARGET
                + " AS T JOIN "
                + STAGING
                + " AS S ON "
                + Sql.same(table)
                + " WHERE "
                + Sql.changed(table)),
        changed ? containsInAnyOrder(row("1"), row("2")) : is(empty()));
  }

  @Test
  void rowsThatCannotBeToldApartReplaceNone() {
    assertThat(new GoogleSql().value(Sql.same(DAYS)), is(false));
  }

  @Test
  void afterTheStatementAWindowHoldsWhatWasStagedAndOthersAreAsTheyWere() {
    for (Table table : List.of(DAYS, DAYS.withUnique("id"))) {
      List<List<Object>> before =
          List.of(
              row("same", FIRST, "x", "a"),
              row("changed", FIRST, "x", "a"),
              row("cleared", FIRST, "x", "a"),
              row("gone", FIRST, "x", "a"),
              row("elsewhere", FIRST, "x", "b"),
              row("emptied", FIRST, "x", "c"));
      List<List<Object>> staged =
          List.of(
              row("same", FIRST, "x", "a"),
              row("changed", FIRST.plusDays(1), "y", "a"),
              row("cleared", null, null, "a"),
              row("new", FIRST, "x", "a"),
              row("elsewhere", FIRST, "x", "a"));
      GoogleSql google = new GoogleSql().with(TARGET, table, before).with(STAGING, table, staged);
      List<List<Object>> expected = new ArrayList<>(staged);
      expected.add(row("elsewhere", FIRST, "x", "b"));

      assertThat(placed(google, table, before, List.of("a", "c")), is(keyed(expected)));
    }
  }

  /** The pieces of the statement, carried out one by one on what was there before all of them. */
  private static Map<Object, List<Object>> placed(
      GoogleSql google, Table table, List<List<Object>> before, List<String> windows) {
    String source = "(" + Sql.staged(STAGING, table, windows) + ") AS S";
    String target = TARGET + " AS T";
    String same = Sql.same(table);
    List<List<Object>> updated =
        google.rows(
            "SELECT S.* FROM "
                + target
                + " JOIN "
                + source
                + " ON "
                + same
                + " WHERE "
                + Sql.changed(table));
    List<List<Object>> inserted =
        google.rows(
            "SELECT S.* FROM "
                + source
                + " WHERE NOT EXISTS (SELECT 1 FROM "
                + target
                + " WHERE "
                + same
                + ")");
    List<List<Object>> deleted =
        google.rows(
            "SELECT T.* FROM "
                + target
                + " WHERE NOT EXISTS (SELECT 1 FROM "
                + source
                + " WHERE "
                + same
                + ") AND "
                + Sql.stale(table, windows, Optional.empty()));
    Map<Object, List<Object>> rows = keyed(before);
    rows.keySet().removeAll(keyed(deleted).keySet());
    rows.putAll(keyed(updated));
    rows.putAll(keyed(inserted));
    return rows;
  }

  private static Map<Object, List<Object>> keyed(List<List<Object>> rows) {
    Map<Object, List<Object>> keyed = new LinkedHashMap<>();
    rows.forEach(row -> keyed.put(List.of(row.get(0), row.get(row.size() - 1)), row));
    return keyed;
  }

  private static String stale(Table table, List<String> windows, Optional<Sql.Range> range) {
    return "DELETE FROM " + TARGET + " AS T WHERE " + Sql.stale(table, windows, range);
  }
}
