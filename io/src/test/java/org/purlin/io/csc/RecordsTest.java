package org.purlin.io.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.purlin.io.csc.Outgoing.Kind;
import org.purlin.io.csc.Result.Fate;
import org.purlin.io.staging.Product;
import org.purlin.io.staging.SourceHash;
import org.purlin.io.staging.TestDatabase;

class RecordsTest {

  private static final Scope SCOPE = new Scope("999", "dbo.staging", "https://receiver.test/1");
  private static final Instant NOON = Instant.parse("2026-07-01T12:30:45.670Z");

  private TestDatabase database;

  @AfterEach
  void dropIt() {
    database.close();
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void whatIsPreparedAndNotAnsweredIsInDoubt(Product product) {
    Records records = open(product);
    records.prepare(batch("B1", full(0, "C1", "Łukowska"), purge(1, "C2")));
    records.prepare(batch("B1", full(0, "C1", "Łukowska"), purge(1, "C2")));

    OpenBatch open = open(SCOPE).open().get(0);

    assertThat(records.open().size(), is(1));
    assertThat(open.id(), is("B1"));
    assertThat(open.runId(), is("R1"));
    assertThat(open.preparedAt(), is(NOON));
    OpenRecord first = open.records().get(0);
    assertThat(first.state(), is(OpenRecord.State.PREPARED));
    assertThat(text(first.outgoing()), is(text(full(0, "C1", "Łukowska"))));
    assertThat(first.outgoing().payloadHash(), is(SourceHash.of("holds Łukowska")));
    assertThat(first.outgoing().sourceHash(), is(SourceHash.of("row Łukowska")));
    assertThat(text(open.records().get(1).outgoing()), is(text(purge(1, "C2"))));
    assertThat(open.records().get(1).outgoing().payloadHash(), is(nullValue()));
    assertThat(records.isFirstUse(), is(true));
    assertThat(records.acceptedCount(), is(0L));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void answersAreKnownToTheNextRunUntilTheyAreWrittenBack(Product product) {
    Records records = open(product);
    records.prepare(batch("B1", full(0, "C1", "v1"), full(1, "C2", "v1"), full(2, "C3", "v1")));
    records.answer(
        "B1",
        List.of(
            accepted(0),
            new Result(1, Fate.REFUSED, null, null, "[1].sex"),
            new Result(2, Fate.IN_DOUBT, null, null, "no answer")));

    assertThat(states(open(SCOPE)), contains("B1/0 ACCEPTED", "B1/1 REFUSED", "B1/2 PREPARED"));
    OpenRecord first = records.open().get(0).records().get(0);
    assertThat(first.receipt(), is("receipt-0"));
    assertThat(first.receivedAt(), is(NOON));
    assertThat(records.open().get(0).records().get(1).reason(), is("[1].sex"));

    records.settled("B1", List.of(0, 1, 2));
    assertThat(
        "one in doubt is not settled by writing back", states(records), contains("B1/2 PREPARED"));
    records.answer("B1", List.of(accepted(2)));
    records.settled("B1", List.of(2));
    assertThat(records.open(), empty());
    assertThat(
        new TreeSet<>(records.accepted(List.of("C1", "C2", "C3")).keySet()), contains("C1", "C3"));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void theReceiverHoldsWhatItLastAcceptedAndNothingOfWhatItRefused(Product product) {
    Records records = open(product);
    send(records, "B1", full(0, "C1", "v1"));
    records.prepare(batch("B2", full(0, "C1", "v2")));
    records.answer("B2", List.of(new Result(0, Fate.REFUSED, null, null, "no")));
    assertThat(records.accepted(List.of("C1")).get("C1").payload(), is("holds v1"));

    send(records, "B3", delta(0, "C1", "v3"));
    Accepted now = records.accepted(List.of("C1", "C9")).get("C1");
    assertThat(
        List.of(now.laChildId(), now.misChildId(), now.personId(), now.payload(), now.receipt()),
        is(List.of("C1", "M-C1", "P-C1", "holds v3", "receipt-0")));
    assertThat(now.at(), is(NOON));
    assertThat(now.certain(), is(true));
    assertThat(now.payloadHash(), is(SourceHash.of("holds v3")));
    assertThat(records.acceptedCount(), is(1L));
    assertThat(records.isFirstUse(), is(false));

    send(records, "B4", purge(0, "C1"));
    Accepted gone = records.accepted(List.of("C1")).get("C1");
    assertThat(gone.purged(), is(true));
    assertThat(gone.payload(), is(nullValue()));
    assertThat(gone.payloadHash(), is(nullValue()));
    assertThat(records.acceptedCount(), is(0L));

    send(records, "B5", full(0, "C1", "v5"));
    assertThat(records.accepted(List.of("C1")).get("C1").purged(), is(false));
    assertThat(records.acceptedCount(), is(1L));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void answeringTwiceChangesNothingAndNoAnswerBecomesDoubtAgain(Product product) {
    Records records = open(product);
    records.prepare(batch("B1", full(0, "C1", "v1")));
    records.answer("B1", List.of(accepted(0)));
    records.answer("B1", List.of(accepted(0)));
    records.answer("B1", List.of(new Result(0, Fate.IN_DOUBT, null, null, "late")));

    assertThat(states(records), contains("B1/0 ACCEPTED"));
    assertThat(outcomes(records, "C1"), contains("B1 FULL ACCEPTED null body v1"));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void anAnswerToARecordThatIsNotOpenIsRefusedWhole(Product product) {
    Records records = open(product);
    records.prepare(batch("B1", full(0, "C1", "v1")));

    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> records.answer("B1", List.of(accepted(0), accepted(7))));

    assertThat(refused.getMessage(), is("Batch B1 has no open record at position 7."));
    assertThat(states(records), contains("B1/0 PREPARED"));
    assertThat(records.isFirstUse(), is(true));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aBatchIdIsNotUsedTwiceNorAPosition(Product product) {
    Records records = open(product);
    records.prepare(batch("B1", full(0, "C1", "v1")));

    assertThrows(
        IllegalStateException.class,
        () -> records.prepare(batch("B1", full(0, "C1", "v1"), full(1, "C2", "v1"))));
    assertThrows(
        IllegalArgumentException.class,
        () -> records.prepare(batch("B2", full(0, "C1", "v1"), full(0, "C2", "v1"))));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void whatIsGivenUpIsNoLongerOpenAndTheHistorySaysSo(Product product) {
    Records records = open(product);
    records.prepare(batch("B1", full(0, "C1", "v1"), full(1, "C2", "v1")));
    records.answer("B1", List.of(accepted(1)));

    records.giveUp("B1", List.of(0, 1, 5));

    assertThat(states(records), contains("B1/1 ACCEPTED"));
    assertThat(
        outcomes(records, "C1"),
        contains("B1 FULL GIVEN_UP Settled by hand as not accepted. body v1"));
    assertThat(records.accepted(List.of("C1")), is(Map.of()));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void theHistoryTellsWhatWasSentInOrderAndMayLeaveBodiesOut(Product product) {
    Records records = open(product);
    records.prepare(batch("B1", full(0, "C1", "v1")));
    records.answer("B1", List.of(new Result(0, Fate.IN_DOUBT, null, null, "no answer")));
    assertThat(outcomes(records, "C1"), contains("B1 FULL IN_DOUBT no answer body v1"));
    records.answer("B1", List.of(new Result(0, Fate.REFUSED, null, null, "[0].sex")));
    records.settled("B1", List.of(0));
    pause();
    send(records.withoutBodies(), "A2", delta(0, "C1", "v2"));
    pause();
    send(records, "B3", purge(0, "C1"));

    assertThat(
        outcomes(records, "C1"),
        contains(
            "B1 FULL REFUSED [0].sex body v1",
            "A2 DELTA ACCEPTED null null",
            "B3 PURGE ACCEPTED null body of purge"));
    HistoryLine second = records.history("C1").get(1);
    assertThat(second.receipt(), is("receipt-0"));
    assertThat(second.receivedAt(), is(NOON));
    assertThat(second.runId(), is("R1"));
    assertThat(second.payloadHash(), is(SourceHash.of("holds v2")));
    assertThat(records.history("C2"), empty());
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void idsThatDifferInCaseOnlyAreTwoChildren(Product product) {
    Records records = open(product);
    send(records, "B1", full(0, "abc", "v1"), full(1, "ABC", "v2"), full(2, "abc ", "v3"));

    Map<String, Accepted> found = records.accepted(List.of("abc", "ABC", "abc ", "Abc"));

    assertThat(new TreeSet<>(found.keySet()), contains("ABC", "abc", "abc "));
    assertThat(found.get("ABC").payload(), is("holds v2"));
    assertThat(records.acceptedCount(), is(3L));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aChildTwiceInABatchIsHeldAsInItsLastRecord(Product product) {
    Records records = open(product);
    send(records, "B1", full(0, "C1", "v1"), delta(1, "C1", "v2"));

    assertThat(records.accepted(List.of("C1")).get("C1").payload(), is("holds v2"));
    assertThat(records.acceptedCount(), is(1L));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void anotherReceiverAuthorityOrTableHasRecordsOfItsOwn(Product product) {
    Records records = open(product);
    send(records, "B1", full(0, "C1", "v1"));
    records.prepare(batch("B2", full(0, "C1", "v2")));

    for (Scope other :
        List.of(
            new Scope("999", "dbo.staging", "https://receiver.test/2"),
            new Scope("998", "dbo.staging", "https://receiver.test/1"),
            new Scope("999", "dbo.staging_anon", "https://receiver.test/1"))) {
      Records others = open(other);
      assertThat(others.isFirstUse(), is(true));
      assertThat(others.open(), empty());
      assertThat(others.accepted(List.of("C1")), is(Map.of()));
      assertThat(others.history("C1"), empty());
    }
    assertThat(new Scope("999", "DBO.Staging", "https://receiver.test/1/").id(), is(SCOPE.id()));
    assertThat(SCOPE.id().length(), is(32));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void whatIsAdoptedIsUncertainAndNeverReplacesWhatIsKnown(Product product) {
    Records records = open(product);
    send(records, "B1", full(0, "C7", "known"));
    List<Accepted> others =
        IntStream.range(0, 1_203).mapToObj(i -> adopted("C" + i, "other " + i)).toList();

    records.adopt(others);
    records.adopt(others);

    assertThat(records.acceptedCount(), is(1_203L));
    Map<String, Accepted> found =
        records.accepted(others.stream().map(Accepted::laChildId).toList());
    assertThat(found.size(), is(1_203));
    assertThat(found.get("C7").payload(), is("holds known"));
    assertThat(found.get("C7").certain(), is(true));
    assertThat(found.get("C1202").payload(), is("other 1202"));
    assertThat(found.get("C1202").certain(), is(false));
    assertThat(found.get("C1202").at(), is(nullValue()));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void anAdoptionThatBreaksOffLeavesNothing(Product product) {
    Records records = open(product);
    Iterable<Accepted> breaking =
        () ->
            IntStream.range(0, 900)
                .mapToObj(
                    i -> {
                      if (i == 800) {
                        throw new IllegalStateException("broken");
                      }
                      return adopted("C" + i, "x");
                    })
                .iterator();

    assertThrows(IllegalStateException.class, () -> records.adopt(breaking));

    assertThat(records.isFirstUse(), is(true));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void rangesHaveEveryChildOnce(Product product) {
    Records records = open(product);
    List<Accepted> all = IntStream.range(0, 300).mapToObj(i -> adopted("C" + i, "x")).toList();
    records.adopt(all);

    for (int n : List.of(1, 3, 16, 1_000)) {
      List<String> found = new ArrayList<>();
      for (HashRange range : Records.partitions(n)) {
        if (n == 1_000 && found.size() >= 20) {
          break;
        }
        found.addAll(children(range));
      }
      assertThat("no child twice", Set.copyOf(found).size(), is(found.size()));
      if (n < 1_000) {
        assertThat(found.size(), is(300));
      }
    }
    assertThat(
        Records.partitions(3),
        contains(
            new HashRange("0000", "5555"),
            new HashRange("5555", "aaaa"),
            new HashRange("aaaa", "g")));
    assertThrows(IllegalArgumentException.class, () -> Records.partitions(0));
    assertThrows(IllegalArgumentException.class, () -> Records.partitions(65_537));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aThousandRecordsOfAnyLengthGoThrough(Product product) {
    Records records = open(product);
    List<Outgoing> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      all.add(full(i, "C" + i, "ł".repeat(i * 7)));
    }
    records.prepare(new Batch("B1", "R1", NOON, all));
    records.answer("B1", IntStream.range(0, 1_000).mapToObj(RecordsTest::accepted).toList());
    assertThat(records.open().get(0).records().size(), is(1_000));
    assertThat(text(records.open().get(0).records().get(999).outgoing()), is(text(all.get(999))));
    records.settled("B1", IntStream.range(0, 1_000).boxed().toList());

    assertThat(records.open(), empty());
    assertThat(records.acceptedCount(), is(1_000L));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aReceiptThatIsTooLongIsCutRatherThanLost(Product product) {
    Records records = open(product);
    records.prepare(batch("B1", full(0, "C1", "v1")));
    records.answer("B1", List.of(new Result(0, Fate.ACCEPTED, "r".repeat(900), null, null)));

    assertThat(records.accepted(List.of("C1")).get("C1").receipt(), is("r".repeat(400)));
    assertThat(records.open().get(0).records().get(0).receipt(), is("r".repeat(400)));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void nothingPrintsAChild(Product product) {
    Records records = open(product);
    send(records, "B1", full(0, "Child-Id", "Childs-Name"));
    String all =
        records.open()
            + " "
            + records.history("Child-Id")
            + records.accepted(List.of("Child-Id")).values()
            + batch("B1", full(0, "Child-Id", "Childs-Name"));

    assertThat(all, not(containsString("Child-Id")));
    assertThat(all, not(containsString("Childs-Name")));
  }

  private Records open(Product product) {
    database = TestDatabase.open(product);
    Records records = open(SCOPE);
    records.createTables();
    records.take(Owner.ofThisProcess("R1"), Duration.ofMinutes(10));
    return records;
  }

  private Records open(Scope scope) {
    return Records.open(database.sql(), database.schema(), scope);
  }

  private List<String> children(HashRange range) {
    return database
        .sql()
        .transaction(
            connection -> {
              try (var select = connection.prepareStatement(Records.digestSql(database.schema()))) {
                select.setString(1, SCOPE.id());
                select.setString(2, range.from());
                select.setString(3, range.to());
                List<String> all = new ArrayList<>();
                try (var row = select.executeQuery()) {
                  while (row.next()) {
                    all.add(row.getString("la_child_id"));
                  }
                }
                return all;
              }
            });
  }

  private static void send(Records records, String batchId, Outgoing... outgoing) {
    records.prepare(batch(batchId, outgoing));
    records.answer(
        batchId, IntStream.range(0, outgoing.length).mapToObj(RecordsTest::accepted).toList());
  }

  /** Lines of history are ordered by the millisecond. */
  private static void pause() {
    Instant start = Instant.now();
    while (Instant.now().toEpochMilli() == start.toEpochMilli()) {
      Thread.onSpinWait();
    }
  }

  private static Batch batch(String id, Outgoing... outgoing) {
    return new Batch(id, "R1", NOON, List.of(outgoing));
  }

  private static Outgoing full(int position, String child, String text) {
    return outgoing(position, child, Kind.FULL, text);
  }

  private static Outgoing delta(int position, String child, String text) {
    return outgoing(position, child, Kind.DELTA, text);
  }

  private static Outgoing outgoing(int position, String child, Kind kind, String text) {
    return new Outgoing(
        position,
        100L + position,
        "P-" + child,
        child,
        "M-" + child,
        kind,
        "body " + text,
        "holds " + text,
        SourceHash.of("holds " + text),
        SourceHash.of("row " + text));
  }

  private static Outgoing purge(int position, String child) {
    return new Outgoing(
        position, 0, null, child, null, Kind.PURGE, "body of purge", null, null, null);
  }

  private static Accepted adopted(String child, String payload) {
    return new Accepted(
        child, null, null, false, payload, SourceHash.of(payload), null, null, false);
  }

  private static Result accepted(int position) {
    return new Result(position, Fate.ACCEPTED, "receipt-" + position, NOON, null);
  }

  private static String text(Outgoing outgoing) {
    return String.join(
        "|",
        String.valueOf(outgoing.position()),
        String.valueOf(outgoing.rowId()),
        outgoing.personId(),
        outgoing.laChildId(),
        outgoing.misChildId(),
        outgoing.kind().name(),
        outgoing.body(),
        outgoing.payload());
  }

  private static List<String> states(Records records) {
    return records.open().stream()
        .flatMap(
            batch ->
                batch.records().stream()
                    .map(
                        record ->
                            batch.id() + "/" + record.outgoing().position() + " " + record.state()))
        .toList();
  }

  private static List<String> outcomes(Records records, String child) {
    return records.history(child).stream()
        .map(
            line ->
                String.join(
                    " ",
                    line.batchId(),
                    line.kind().name(),
                    line.outcome().name(),
                    line.reason(),
                    line.body()))
        .toList();
  }
}
