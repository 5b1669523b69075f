package org.purlin.io.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.purlin.io.csc.Outgoing.Kind;
import org.purlin.io.csc.Result.Fate;
import org.purlin.io.staging.Product;
import org.purlin.io.staging.SourceHash;
import org.purlin.io.staging.TestDatabase;

/** What counts as held of a child whose record was refused after an earlier post of it got lost. */
class DoubtedTest {

  private static final Instant NOON = Instant.parse("2026-07-01T12:30:45.670Z");
  private static final Result ACCEPTED = new Result(0, Fate.ACCEPTED, "receipt", NOON, null);
  private static final Result REFUSED = new Result(0, Fate.REFUSED, null, null, "400 no");
  private static final Result IN_DOUBT = new Result(0, Fate.IN_DOUBT, null, null, "no answer");

  private static final String FIRST = "{\"la_child_id\":\"C1\",\"a\":1,\"b\":1}";
  private static final String SECOND = "{\"la_child_id\":\"C1\",\"b\":2,\"c\":2}";

  private TestDatabase database;
  private Records records;

  @BeforeEach
  void open() {
    database = TestDatabase.open(Product.H2);
    records =
        Records.open(
            database.sql(), database.schema(), new Scope("999", "dbo.s", "https://receiver.test"));
    records.createTables();
    records.take(Owner.ofThisProcess("R1"), Duration.ofMinutes(10));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Outgoing child(String payload) {
    return new Outgoing(
        0,
        7,
        "P1",
        "C1",
        "M1",
        Kind.FULL,
        payload,
        payload,
        SourceHash.of(payload),
        SourceHash.of(payload));
  }

  private static Outgoing purge() {
    return new Outgoing(0, 7, "P1", "C1", "M1", Kind.PURGE, "{}", null, null, null);
  }

  private void accept(String batch, Outgoing outgoing) {
    records.prepare(new Batch(batch, "R1", NOON, List.of(outgoing)));
    records.answer(batch, List.of(ACCEPTED));
    records.settled(batch, List.of(0));
  }

  private void lose(Outgoing outgoing, Result then) {
    records.prepare(new Batch("DOUBT", "R1", NOON, List.of(outgoing)));
    records.answer("DOUBT", List.of(IN_DOUBT));
    records.answerAfterDoubt("DOUBT", List.of(then));
    records.settled("DOUBT", List.of(0));
  }

  private Accepted held() {
    return records.accepted(List.of("C1")).get("C1");
  }

  private void assertPerhapsHeld(String payload) {
    assertThat(held().payload(), is(payload));
    assertThat(held().payloadHash(), is(SourceHash.of(payload)));
    assertThat(held().certain(), is(false));
    assertThat(held().purged(), is(false));
    assertThat(held().receipt(), is(nullValue()));
    assertThat(held().misChildId(), is("M1"));
    assertThat(held().personId(), is("P1"));
    assertThat(records.open(), is(empty()));
  }

  @Test
  void aNewChildCountsAsHeld() {
    lose(child(FIRST), REFUSED);

    assertPerhapsHeld(FIRST);
  }

  @Test
  void aChangedChildCountsAsHeldInBothVersions() {
    accept("B1", child(FIRST));

    lose(child(SECOND), REFUSED);

    assertPerhapsHeld("{\"la_child_id\":\"C1\",\"b\":2,\"c\":2,\"a\":1}");
  }

  @Test
  void aChildWhosePurgeWasRefusedCountsAsHeldStill() {
    accept("B1", child(FIRST));

    lose(purge(), REFUSED);

    assertPerhapsHeld(FIRST);
  }

  @Test
  void aPurgedChildWhoReturnsCountsAsHeldInTheNewVersionOnly() {
    accept("B1", child(FIRST));
    accept("B2", purge());

    lose(child(SECOND), REFUSED);

    assertPerhapsHeld(SECOND);
  }

  @Test
  void aPurgeOfAChildNobodyHoldsLeavesNothing() {
    lose(purge(), REFUSED);

    assertThat(records.accepted(List.of("C1")), is(anEmptyMap()));
  }

  @Test
  void whatIsAcceptedAfterTheDoubtIsCertain() {
    accept("B1", child(FIRST));

    lose(child(SECOND), ACCEPTED);

    assertThat(held().payload(), is(SECOND));
    assertThat(held().certain(), is(true));
  }

  @Test
  void whatStaysInDoubtChangesNothing() {
    accept("B1", child(FIRST));

    lose(child(SECOND), IN_DOUBT);

    assertThat(held().payload(), is(FIRST));
    assertThat(held().certain(), is(true));
    assertThat(records.open().size(), is(1));
  }
}
