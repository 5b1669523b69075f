package org.purlin.io.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purlin.io.csc.Candidate.What;
import org.purlin.transforms.changes.Sides;

/** What is to be done for a child, by its row and by what the receiver holds. */
class CompareChildrenTest {

  private static final byte[] ONE = {1};
  private static final byte[] TWO = {2};

  private static TodayRow row(long id, byte[] hash, String flags, String reason) {
    return new TodayRow(
        "C1",
        id,
        hash,
        flags.contains("g"),
        flags.contains("d"),
        flags.contains("s"),
        flags.contains("e"),
        reason);
  }

  private static Differences compare(List<TodayRow> today, HeldChild... held) {
    return new CompareChildren()
        .compare(new TreeMap<>(Map.of("C1", new Sides<>(today, List.of(held)))));
  }

  @ParameterizedTest
  @CsvSource({
    "'', none, NEW",
    "s, none, NEW",
    "'', purged, NEW",
    "'', other, CHANGED",
    "s, other, CHANGED",
    "s, doubtful, CHANGED",
    "'', same, MARK",
    "e, same, MARK",
    "d, same, PURGE",
    "d, other, PURGE"
  })
  void aRowIsACandidate(String flags, String held, What what) {
    Differences differences = compare(List.of(row(7, ONE, flags, null)), held(held));

    assertThat(
        differences.candidates(),
        contains(new Candidate("C1", 7, what, flags.contains("e"), null)));
    assertThat(differences.rows(), is(1L));
  }

  private static HeldChild[] held(String how) {
    return switch (how) {
      case "none" -> new HeldChild[0];
      case "purged" -> new HeldChild[] {new HeldChild("C1", null, true, true)};
      case "same" -> new HeldChild[] {new HeldChild("C1", ONE, false, true)};
      case "doubtful" -> new HeldChild[] {new HeldChild("C1", ONE, false, false)};
      default -> new HeldChild[] {new HeldChild("C1", TWO, false, true)};
    };
  }

  @Test
  void aSettledRowOfWhatIsHeldIsUnchangedAndADeletedOneOfNobodyIsGone() {
    Differences unchanged = compare(List.of(row(7, ONE, "s", null)), held("same"));
    assertThat(unchanged.unchanged(), is(1L));
    assertThat(unchanged.candidates(), is(empty()));
    Differences gone = compare(List.of(row(7, ONE, "d", null)), held("purged"));
    assertThat(gone.gone(), is(1L));
    assertThat(gone.candidates(), is(empty()));
  }

  @Test
  void aHeldChildWithoutARowIsAbsentAndAPurgedOneIsNothing() {
    assertThat(
        compare(List.of(), held("same")).candidates(),
        contains(new Candidate("C1", 0, What.ABSENT, false, null)));
    assertThat(compare(List.of(), held("purged")).candidates(), is(empty()));
  }

  @Test
  void aRowThatCannotBeReadIsOfUnknownOwnerUnlessTheReceiverHoldsItsKey() {
    List<TodayRow> unreadable = List.of(row(7, null, "g", "cannot be read"));
    Candidate quarantined = new Candidate("C1", 7, What.QUARANTINE, false, "cannot be read");

    Differences unknown = compare(unreadable);
    assertThat(unknown.candidates(), contains(quarantined));
    assertThat(unknown.unkeyed(), is(1L));
    Differences known = compare(unreadable, held("same"));
    assertThat(known.candidates(), contains(quarantined));
    assertThat(known.unkeyed(), is(0L));
  }

  @Test
  void aDeletedRowThatCannotBeReadIsNotTakenForGone() {
    Differences unknown = compare(List.of(row(7, null, "dg", "cannot be read")));

    assertThat(
        unknown.candidates(),
        contains(new Candidate("C1", 7, What.QUARANTINE, false, "cannot be read")));
    assertThat(unknown.unkeyed(), is(1L));
    assertThat(unknown.gone(), is(0L));
  }

  @Test
  void twoRowsOfOneChildAreBothQuarantinedWithBothIds() {
    String reason =
        "is in the table more than once (rows with id 3, 7); delete all but one of them";

    assertThat(
        compare(List.of(row(7, ONE, "", null), row(3, TWO, "e", null)), held("same")).candidates(),
        contains(
            new Candidate("C1", 7, What.TWIN, false, reason),
            new Candidate("C1", 3, What.TWIN, true, reason)));
  }

  @Test
  void whatIsComparedIsEqualByContentAndPrintsWithoutTheChild() {
    assertThat(row(7, new byte[] {1}, "", null), is(row(7, ONE, "", null)));
    assertThat(row(7, ONE, "", null), is(not(row(7, TWO, "", null))));
    assertThat(row(7, ONE, "", null).toString(), is("staging row 7"));
    assertThat(held("same")[0], is(new HeldChild("C1", new byte[] {1}, false, true)));
    assertThat(held("same")[0].toString(), is("a held child"));
    assertThat(
        new Candidate("C1", 7, What.NEW, false, null).toString(), is("NEW of staging row 7"));
  }
}
