package org.purlin.transforms.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.purlin.transforms.csc.DeltaSettings.Cleared;
import org.purlin.transforms.csc.DeltaSettings.Reading;

/** Whatever happened to a child, the receiver ends up with what is current. */
class ChildDeltaPropertiesTest {

  private static final DeltaSettings EITHER = DeltaSettings.DEFAULT;
  private static final DeltaSettings MERGE = EITHER.withReading(Reading.MERGE);
  private static final DeltaSettings REPLACE = EITHER.withReading(Reading.REPLACE);

  /** A receiver and settings that fit it. */
  private record Case(Receiver receiver, DeltaSettings settings) {}

  private static List<Case> cases() {
    return List.of(
        new Case(new MergingReceiver(), EITHER),
        new Case(new ReplacingReceiver(), EITHER),
        new Case(new MergingReceiver(), MERGE),
        new Case(new ReplacingReceiver(), REPLACE));
  }

  @Property(tries = 2000)
  void aFullRecordAndThenADifferenceGiveWhatIsCurrent(@ForAll long seed) {
    Random random = new Random(seed);
    ObjectNode first = new RandomChildren(random, 0).next(null);
    // From children with nothing in common to such that differ in hardly anything.
    ObjectNode second = new RandomChildren(random, random.nextDouble()).next(first);
    for (Case c : cases()) {
      c.receiver().receive(ChildDelta.full(first, c.settings()));
      assertThat(c.toString(), c.receiver().meaning(), is(Meaning.of(first)));

      ChildDelta.between(first, second, c.settings()).ifPresent(c.receiver()::receive);
      assertThat(c.toString(), c.receiver().meaning(), is(Meaning.of(second)));
    }
  }

  @Property(tries = 2000)
  void aFullRecordAfterAnotherFitsWhetherThatOneArrivedOrNot(@ForAll long seed) {
    Random random = new Random(seed);
    ObjectNode first = new RandomChildren(random, 0).next(null);
    ObjectNode second = new RandomChildren(random, random.nextDouble()).next(first);
    for (boolean arrived : List.of(true, false)) {
      for (Case c : cases()) {
        if (arrived) {
          c.receiver().receive(ChildDelta.full(first, c.settings()));
        }
        c.receiver().receive(ChildDelta.fullAfter(first, second, c.settings()));
        assertThat(c.toString(), c.receiver().meaning(), is(Meaning.of(second)));
      }
    }
  }

  @Property(tries = 500)
  void nightsOfChangesRefusalsAndDeletionsLeaveWhatIsCurrent(@ForAll long seed) {
    for (Case c : cases()) {
      Random random = new Random(seed);
      RandomChildren children = new RandomChildren(random, 0.9);
      ObjectNode current = children.next(null);
      ObjectNode accepted = null;
      for (int night = 0; night < 12; night++) {
        current = children.next(current);
        if (accepted != null && random.nextInt(12) == 0) {
          c.receiver().receive(ChildDelta.deletion("C1", "M1", accepted, c.settings()));
          accepted = null;
          assertThat(c.receiver().meaning().isNull(), is(true));
          continue;
        }
        Optional<ObjectNode> record = toSend(accepted, current, c.settings());
        boolean refused = random.nextInt(3) == 0;
        if (record.isPresent() && !refused) {
          c.receiver().receive(record.get());
          accepted = current;
        }
        if (!refused) {
          assertThat(c + " night " + night, c.receiver().holds(current), is(true));
        }
      }
    }
  }

  private static Optional<ObjectNode> toSend(
      ObjectNode accepted, ObjectNode current, DeltaSettings settings) {
    return accepted == null
        ? Optional.of(ChildDelta.full(current, settings))
        : ChildDelta.between(accepted, current, settings);
  }

  @Property(tries = 1000)
  void aDifferenceIsEmptyExactlyWhenTheHashesAreEqualAndTheMeaningIs(@ForAll long seed) {
    Random random = new Random(seed);
    ObjectNode first = new RandomChildren(random, 0).next(null);
    ObjectNode second = new RandomChildren(random, 0.98).next(first);
    boolean same = Meaning.of(first).equals(Meaning.of(second));
    assertThat(ChildDelta.between(first, second, EITHER).isEmpty(), is(same));
    assertThat(hash(first).equals(hash(second)), is(same));
  }

  private static List<Byte> hash(ObjectNode child) {
    List<Byte> bytes = new ArrayList<>();
    for (byte b : ChildHash.of(child, EITHER)) {
      bytes.add(b);
    }
    return bytes;
  }

  @Property(tries = 1000)
  void clearedScalarsMayBeLeftOutWhereTheReceiverReplaces(@ForAll long seed) {
    Random random = new Random(seed);
    ObjectNode first = new RandomChildren(random, 0).next(null);
    ObjectNode second = new RandomChildren(random, random.nextDouble()).next(first);
    // At the top nothing is replaced as a whole, so there a scalar cannot be cleared this way.
    for (String key : List.of("new_top_text", "new_top_block")) {
      first.remove(key);
      second.remove(key);
    }
    for (Reading reading : List.of(Reading.EITHER, Reading.REPLACE)) {
      DeltaSettings settings = EITHER.withCleared(Cleared.OMIT).withReading(reading);
      Receiver receiver = new ReplacingReceiver();
      receiver.receive(ChildDelta.full(first, settings));
      Optional<ObjectNode> record = ChildDelta.between(first, second, settings);
      record.ifPresent(receiver::receive);
      assertThat(receiver.meaning(), is(Meaning.of(second)));
      assertThat(record.map(ChildJson::text).orElse("").contains(":null"), is(false));
    }
  }

  @Property(tries = 1000)
  void theArgumentsStayAsTheyWere(@ForAll long seed) {
    Random random = new Random(seed);
    ObjectNode first = new RandomChildren(random, 0).next(null);
    ObjectNode second = new RandomChildren(random, 0.5).next(first);
    String before = ChildJson.text(first) + ChildJson.text(second);
    for (Cleared cleared : Cleared.values()) {
      ChildDelta.between(first, second, EITHER.withCleared(cleared));
      ChildDelta.fullAfter(first, second, EITHER.withCleared(cleared));
    }
    assertThat(ChildJson.text(first) + ChildJson.text(second), is(before));
  }

  @Property(tries = 1000)
  void theNarrowReadingIsNeverLonger(@ForAll long seed) {
    Random random = new Random(seed);
    ObjectNode first = new RandomChildren(random, 0).next(null);
    ObjectNode second = new RandomChildren(random, 0.8).next(first);
    int either = length(ChildDelta.between(first, second, EITHER));
    assertThat(length(ChildDelta.between(first, second, MERGE)) <= either, is(true));
    assertThat(length(ChildDelta.between(first, second, REPLACE)) <= either, is(true));
  }

  private static int length(Optional<ObjectNode> record) {
    return record.map(ChildJson::text).orElse("").length();
  }
}
