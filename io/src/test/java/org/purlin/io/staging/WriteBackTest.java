package org.purlin.io.staging;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.purlin.io.staging.WriteBack.Fate;

class WriteBackTest {

  private static final Instant NOON = Instant.parse("2026-07-01T12:30:45Z");

  private TestDatabase database;

  @AfterEach
  void dropIt() {
    database.close();
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aSentRowBecomesUnchangedWithReceiptAndTheReceiversWallTime(Product product) {
    StagingTable table = open(product, Staged.current());
    Staged.add(database, "staging", "P1", "{\"n\":\"Łukowska\"}", "PENDING", "Updated");
    database.run("UPDATE " + name() + " SET [partial_json_payload] = 'old'");

    assertThat(table.writeBack(List.of(write(1, "{\"n\":\"Łukowska\"}", Fate.SENT))), empty());

    assertThat(
        rows(),
        contains(
            List.of(
                "sent",
                "O'Receipt-ł",
                "2026-07-01 12:30:45",
                "unchanged",
                "{\"n\":\"Łukowska\"}",
                "null",
                "2026-01-02 03:04:05")));
    assertThat(hashes("previous_hash"), is(hashes("current_hash")));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aRefusedRowKeepsEverythingButStatusAndReason(Product product) {
    StagingTable table = open(product, Staged.current());
    Staged.add(database, "staging", "P1", "{}", "Pending", "Updated");
    database.run("UPDATE " + name() + " SET [submission_timestamp] = '2026-01-01T00:00:00'");

    assertThat(table.writeBack(List.of(write(1, "{}", Fate.ERROR))), empty());

    assertThat(
        rows(),
        contains(
            List.of(
                "error",
                "O'Receipt-ł",
                "2026-01-01 00:00:00",
                "Updated",
                "null",
                "null",
                "2026-01-02 03:04:05")));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void anUnchangedRowKeepsReceiptAndTimeUnlessThereAreNewOnes(Product product) {
    StagingTable table = open(product, Staged.current());
    Staged.add(database, "staging", "P1", "{\"a\":1}", "Pending", "Updated");
    Staged.add(database, "staging", "P2", "{\"a\":2}", "Pending", "Updated");
    database.run(
        "UPDATE "
            + name()
            + " SET [submission_timestamp] = '2026-01-01T00:00:00', [api_response] = 'before'");

    table.writeBack(
        List.of(
            new WriteBack(1, SourceHash.of("{\"a\":1}"), Fate.UNCHANGED, null, null),
            new WriteBack(2, SourceHash.of("{\"a\":2}"), Fate.UNCHANGED, "after", NOON)));

    assertThat(
        rows(),
        contains(
            List.of(
                "sent",
                "before",
                "2026-01-01 00:00:00",
                "unchanged",
                "{\"a\":1}",
                "null",
                "2026-01-02 03:04:05"),
            List.of(
                "sent",
                "after",
                "2026-07-01 12:30:45",
                "unchanged",
                "{\"a\":2}",
                "null",
                "2026-01-02 03:04:05")));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aPurgedRowStaysDeletedAndItsHashIsNobodysSoThatTheChildIsNoticedWhenItReturns(
      Product product) {
    StagingTable table = open(product, Staged.current());
    Staged.add(database, "staging", "P1", "{}", "Sent", "Deleted");

    assertThat(table.writeBack(List.of(write(1, "{}", Fate.PURGED))), empty());

    assertThat(
        rows(),
        contains(
            List.of(
                "sent",
                "O'Receipt-ł",
                "2026-07-01 12:30:45",
                "Deleted",
                "null",
                "null",
                "2026-01-02 03:04:05")));
    assertThat(hashes("current_hash"), contains("00".repeat(32)));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aRowRebuiltMeanwhileIsLeftPendingAndItsNeighboursAreWritten(Product product) {
    StagingTable table = open(product, Staged.current());
    for (int i = 1; i <= 4; i++) {
      Staged.add(database, "staging", "P" + i, "{\"v\":1}", "Pending", "Updated");
    }
    database.run("UPDATE " + name() + " SET [json_payload] = '{\"v\":2}' WHERE [id] = 2");
    database.run("DELETE FROM " + name() + " WHERE [id] = 3");

    Set<Long> left =
        table.writeBack(
            List.of(
                write(1, "{\"v\":1}", Fate.SENT),
                write(2, "{\"v\":1}", Fate.PURGED),
                write(3, "{\"v\":1}", Fate.ERROR),
                write(4, "{\"v\":1}", Fate.ERROR)));

    assertThat(left, contains(2L, 3L));
    assertThat(statuses(), contains("sent", "Pending", "error"));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aRowRebuiltByAnotherConnectionDuringTheWriteIsLeftPending(Product product) throws Exception {
    StagingTable table = open(product, Staged.current());
    Staged.add(database, "staging", "P1", "{\"v\":1}", "Pending", "Updated");
    try (Connection populate = database.connection()) {
      try (var rebuild = populate.createStatement()) {
        rebuild.executeUpdate("UPDATE " + name() + " SET [json_payload] = '{\"v\":2}'");
      }
      CompletableFuture<Set<Long>> left =
          CompletableFuture.supplyAsync(
              () -> table.writeBack(List.of(write(1, "{\"v\":1}", Fate.SENT))));
      // The write waits for the row, or has been turned away once and tries again.
      TimeUnit.MILLISECONDS.sleep(200);
      populate.commit();

      assertThat(left.get(30, TimeUnit.SECONDS), contains(1L));
    }
    assertThat(statuses(), contains("Pending"));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aRowOnlyDifferentInCaseOrInBlanksAtTheEndIsAnotherRow(Product product) {
    StagingTable table = open(product, Staged.current());
    Staged.add(database, "staging", "P1", "{\"v\":\"A\"}");
    Staged.add(database, "staging", "P2", "{} ");

    assertThat(
        table.writeBack(List.of(write(1, "{\"v\":\"a\"}", Fate.SENT), write(2, "{}", Fate.SENT))),
        contains(1L, 2L));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aChildMarkedAsGoneMeanwhileStaysMarked(Product product) {
    StagingTable table = open(product, Staged.current());
    Staged.add(database, "staging", "P1", "{}", "Pending", "DELETED");

    table.writeBack(List.of(write(1, "{}", Fate.SENT)));

    assertThat(
        database.query("SELECT [submission_status], [row_state] FROM " + name()),
        contains(List.of("sent", "DELETED")));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void olderAndOtherwiseWrittenTablesAreWrittenToo(Product product) {
    StagingTable older =
        open(
            product,
            Staged.current().asAnon().withoutLegacyId().withoutPartialPayload().withoutPrevious());
    Staged.add(database, "staging", "P1", "{}", "pending", "new");
    Staged.add(database, "staging", "P2", "{}", "sent", "deleted");

    assertThat(
        older.writeBack(List.of(write(1, "{}", Fate.SENT), write(2, "{}", Fate.PURGED))), empty());

    assertThat(
        database.query("SELECT [submission_status], [row_state] FROM " + name() + " ORDER BY [id]"),
        contains(List.of("sent", "unchanged"), List.of("sent", "deleted")));

    StagingTable upper = Staged.current().inUpperCase().in(database, "upper");
    database.run(
        "INSERT INTO "
            + database.table("upper").quoted()
            + " ([PERSON_ID], [JSON_PAYLOAD]) VALUES ('P1', '{}')");
    assertThat(upper.writeBack(List.of(write(1, "{}", Fate.SENT))), empty());
    assertThat(
        database.query(
            "SELECT [SUBMISSION_STATUS], [ROW_STATE], [PREVIOUS_JSON_PAYLOAD] FROM "
                + database.table("upper").quoted()),
        contains(List.of("sent", "unchanged", "{}")));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void anIdThatStandsThereTwiceIsNotWritten(Product product) {
    StagingTable table = open(product, Staged.current().withId("INT"));
    for (int i = 0; i < 2; i++) {
      database.run(
          "INSERT INTO " + name() + " ([id], [person_id], [json_payload]) VALUES (7, 'P1', '{}')");
    }

    assertThat(table.writeBack(List.of(write(7, "{}", Fate.SENT))), contains(7L));
    assertThat(statuses(), contains("Pending", "Pending"));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aThousandRowsAreWrittenAtOnceAndNoMore(Product product) throws SQLException {
    StagingTable table = open(product, Staged.current());
    List<WriteBack> writes = new ArrayList<>();
    try (Connection connection = database.connection();
        var insert =
            connection.prepareStatement(
                "INSERT INTO " + name() + " ([person_id], [json_payload]) VALUES (?, ?)")) {
      for (int i = 1; i <= 1_000; i++) {
        // Some longer than SQL Server's widest plain text.
        String payload = "{\"n\":\"" + "x".repeat(i * 5) + "\"}";
        insert.setString(1, "P" + i);
        insert.setString(2, payload);
        insert.addBatch();
        writes.add(
            new WriteBack(
                i, SourceHash.of(payload), i % 2 == 0 ? Fate.SENT : Fate.ERROR, "r" + i, NOON));
      }
      insert.executeBatch();
      connection.commit();
    }

    assertThat(table.writeBack(writes), empty());

    assertThat(
        database.query(
            "SELECT [submission_status], COUNT(*), MIN([id]), MAX([id]) FROM "
                + name()
                + " GROUP BY [submission_status] ORDER BY [submission_status]"),
        contains(List.of("error", "500", "1", "999"), List.of("sent", "500", "2", "1000")));
    assertThat(
        database.query("SELECT [api_response] FROM " + name() + " WHERE [id] = 617"),
        contains(List.of("r617")));
    List<WriteBack> tooMany =
        IntStream.rangeClosed(1, 1_001).mapToObj(i -> write(i, "{}", Fate.SENT)).toList();
    assertThrows(IllegalArgumentException.class, () -> table.writeBack(tooMany));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void writingTheSameTwiceIsHarmlessAndTheSameRowTwiceIsRefused(Product product) {
    StagingTable table = open(product, Staged.current());
    Staged.add(database, "staging", "P1", "{}");
    List<WriteBack> once = List.of(write(1, "{}", Fate.SENT));

    assertThat(table.writeBack(once), empty());
    assertThat(table.writeBack(once), empty());
    assertThat(table.writeBack(List.of()), empty());
    assertThrows(
        IllegalArgumentException.class,
        () -> table.writeBack(List.of(once.get(0), write(1, "{}", Fate.ERROR))));
  }

  private StagingTable open(Product product, Staged shape) {
    database = TestDatabase.open(product);
    return shape.in(database, "staging");
  }

  private String name() {
    return database.table("staging").quoted();
  }

  private static WriteBack write(long id, String payload, Fate fate) {
    return new WriteBack(id, SourceHash.of(payload), fate, "O'Receipt-ł", NOON);
  }

  /** Times without fractions of a second. */
  private List<List<String>> rows() {
    return database
        .query(
            "SELECT [submission_status], [api_response], [submission_timestamp], [row_state],"
                + " [previous_json_payload], [partial_json_payload], [last_updated] FROM "
                + name()
                + " ORDER BY [id]")
        .stream()
        .map(row -> row.stream().map(value -> value.replaceFirst("(:\\d\\d)\\.0+$", "$1")).toList())
        .toList();
  }

  private List<String> statuses() {
    return database.query("SELECT [submission_status] FROM " + name() + " ORDER BY [id]").stream()
        .map(row -> row.get(0))
        .toList();
  }

  private List<String> hashes(String column) {
    return database
        .sql()
        .transaction(
            connection -> {
              try (var select =
                      connection.prepareStatement("SELECT [" + column + "] FROM " + name());
                  var row = select.executeQuery()) {
                List<String> all = new ArrayList<>();
                while (row.next()) {
                  all.add(HexFormat.of().formatHex(row.getBytes(1)));
                }
                return all;
              }
            });
  }
}
