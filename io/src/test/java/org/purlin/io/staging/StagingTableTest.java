package org.purlin.io.staging;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StagingTableTest {

  private TestDatabase database;

  @AfterEach
  void dropIt() {
    database.close();
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void theCurrentTableIsReadWithoutAWarning(Product product) {
    database = TestDatabase.open(product);
    StagingTable table = Staged.current().in(database, "staging");
    Staged.add(database, "staging", "P1", "{\"surname\":\"Łukowska-O'Tester\"}");

    assertThat(table.warns(), empty());
    assertThat(
        table.rows(List.of(1L, 99L)),
        contains(
            new StagingRow(
                1, "P1", null, "{\"surname\":\"Łukowska-O'Tester\"}", null, "New", "Pending")));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aWiderPersonIdIsAWarning(Product product) {
    database = TestDatabase.open(product);

    assertThat(
        Staged.current().withPersonWidth(36).in(database, "a").warns(),
        contains(
            "person_id is 36 characters wide, and the populate script cuts ids to 20 in payloads:"
                + " two ids that begin alike would be one child at the receiver."));
    assertThat(
        Staged.current().withPersonWidth(48).in(database, "b").warns(),
        contains(
            "person_id is 48 characters wide, and the populate script cuts ids to 20 in payloads:"
                + " two ids that begin alike would be one child at the receiver."));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void anOlderTableWithoutLegacyIdIsReadWithAWarning(Product product) {
    database = TestDatabase.open(product);
    StagingTable table =
        Staged.current()
            .withoutLegacyId()
            .withoutPartialPayload()
            .withoutPrevious()
            .in(database, "staging");
    Staged.add(database, "staging", "P1", "{}");

    assertThat(
        table.warns(),
        contains(
            "The table has no legacy_id, partial_json_payload, previous_json_payload,"
                + " previous_hash: it was made by an older populate script. Everything works"
                + " without, as far as it does not need them."));
    assertThat(
        table.rows(List.of(1L)),
        contains(new StagingRow(1, "P1", null, "{}", null, "New", "Pending")));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void theAnonTableHasNoKeyAndThatIsAWarning(Product product) {
    database = TestDatabase.open(product);
    StagingTable table = Staged.current().asAnon().in(database, "staging_anon");

    assertThat(
        table.warns(),
        contains(
            "id is not the table's primary key and has no index, so each row is looked for in the"
                + " whole table. Nothing keeps an id from standing there twice."));

    database.run("CREATE INDEX [by_id] ON " + database.table("staging_anon").quoted() + " ([id])");
    assertThat(
        StagingTable.open(database.sql(), database.table("staging_anon")).warns(),
        contains(
            "id is not the table's primary key. Nothing keeps an id from standing there twice."));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void columnsAreFoundInAnyCase(Product product) {
    database = TestDatabase.open(product);
    StagingTable table = Staged.current().inUpperCase().in(database, "staging");
    database.run(
        "INSERT INTO "
            + database.table("staging").quoted()
            + " ([PERSON_ID], [LEGACY_ID], [JSON_PAYLOAD]) VALUES ('P1', 'L1', '{}')");

    assertThat(
        table.rows(List.of(1L)),
        contains(new StagingRow(1, "P1", "L1", "{}", null, "New", "Pending")));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void allMissingColumnsAreNamedAtOnce(Product product) {
    database = TestDatabase.open(product);
    database.run(
        "CREATE TABLE "
            + database.table("other").quoted()
            + " ([id] INT, [json_payload] NVARCHAR(10))");

    SchemaProblem problem =
        assertThrows(
            SchemaProblem.class, () -> StagingTable.open(database.sql(), database.table("other")));

    assertThat(
        problem.getMessage(),
        is(
            "Table "
                + database.schema()
                + ".other in "
                + database.sql().shown()
                + " is not a staging table of the children's social care submission: it has no"
                + " person_id, submission_status, submission_timestamp, api_response, row_state."
                + " Check the table's name, or make it anew with the current populate script."));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void anIdThatIsATextIsRefused(Product product) {
    database = TestDatabase.open(product);

    SchemaProblem problem =
        assertThrows(
            SchemaProblem.class,
            () -> Staged.current().withId("NVARCHAR(10)").in(database, "other"));

    assertThat(
        problem.getMessage(),
        is(
            "Column id of "
                + database.schema()
                + ".other in "
                + database.sql().shown()
                + " must be a whole number (INT or BIGINT)."));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aTableThatIsNotThereIsNamedAsSuch(Product product) {
    database = TestDatabase.open(product);

    DatabaseException missing =
        assertThrows(
            DatabaseException.class,
            () -> StagingTable.open(database.sql(), database.table("nowhere")));

    assertThat(missing.kind(), is(DatabaseException.Kind.NO_SUCH_OBJECT));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void rangesHaveEveryIdOnceWhateverTheGaps(Product product) {
    database = TestDatabase.open(product);
    StagingTable table = Staged.current().withBigId().in(database, "staging");
    assertThat(table.partitions(10), empty());

    for (int i = 0; i < 7; i++) {
      Staged.add(database, "staging", "P" + i, "{}");
    }
    database.run("DELETE FROM " + database.table("staging").quoted() + " WHERE [id] IN (1, 4)");

    assertThat(
        table.partitions(2), contains(new IdRange(2, 4), new IdRange(4, 6), new IdRange(6, 8)));
    assertThat(table.partitions(5), contains(new IdRange(2, 8)));
    assertThat(table.partitions(1_000_000), contains(new IdRange(2, 8)));
    assertThrows(IllegalArgumentException.class, () -> table.partitions(0));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void rowsSentBeforeAreFoundInAnyCaseAndReadPageByPage(Product product) {
    database = TestDatabase.open(product);
    StagingTable table = Staged.current().in(database, "staging");
    String insert =
        "INSERT INTO "
            + database.table("staging").quoted()
            + " ([person_id], [json_payload], [submission_status]) VALUES ";
    List<String> rows = new ArrayList<>();
    for (int i = 1; i <= 600; i++) {
      rows.add("('P" + i + "', '{}', '" + List.of("Sent", "sent", "SENT").get(i % 3) + "')");
    }
    database.run(insert + String.join(", ", rows));
    database.run(insert + "('Q1', '{}', 'Pending'), ('Q2', '{}', 'error'), ('Q3', '{}', NULL)");

    database.run(
        "UPDATE "
            + database.table("staging").quoted()
            + " SET [previous_json_payload] = '{}' WHERE [person_id] = 'Q2'");

    assertThat(table.count(), is(603L));
    assertThat(table.countSent(), is(600L));
    assertThat(
        table.sentBefore().map(StagingRow::id).toList(),
        is(LongStream.concat(LongStream.rangeClosed(1, 600), LongStream.of(602)).boxed().toList()));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void moreRowsThanAStatementTakesAreRead(Product product) {
    database = TestDatabase.open(product);
    StagingTable table = Staged.current().in(database, "staging");
    Staged.add(database, "staging", "P1", "{}");

    assertThat(
        table.rows(LongStream.rangeClosed(-3_000, 1).boxed().toList()).stream()
            .map(StagingRow::toString)
            .toList(),
        contains("staging row 1"));
    assertThat(table.rows(List.of()), empty());
  }
}
