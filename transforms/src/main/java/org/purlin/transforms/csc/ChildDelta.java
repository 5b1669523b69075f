package org.purlin.transforms.csc;

import static org.purlin.transforms.csc.ChildShape.CHILD_DETAILS;
import static org.purlin.transforms.csc.ChildShape.LA_CHILD_ID;
import static org.purlin.transforms.csc.ChildShape.MIS_CHILD_ID;
import static org.purlin.transforms.csc.ChildShape.PURGE;
import static org.purlin.transforms.csc.ChildShape.isAbsent;
import static org.purlin.transforms.csc.ChildShape.isPurged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.purlin.transforms.csc.DeltaSettings.Cleared;

/**
 * Makes the record that is sent.
 *
 * <p>Records are compared with the last one the receiver accepted, never with the last one built: a
 * change whose sending failed is then still a difference. Texts are sent letter by letter as they
 * are. Keys that are not known are compared and sent too: a list as one with ids when each item has
 * one key that ends in {@code _id}, anything else as one value.
 *
 * <p>A current record that says {@code purge:true} itself is sent as a deletion, and a record that
 * follows an accepted deletion is sent in full.
 *
 * <p>All methods leave their arguments alone, and throw an {@link IllegalArgumentException} that
 * quotes no value when an item of a list with ids has none or shares it with another; {@link
 * ChildRules} finds these records beforehand.
 */
public final class ChildDelta {

  private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

  private ChildDelta() {}

  /**
   * The smallest record that turns what was accepted into what is current; empty when they mean the
   * same. It carries the identifiers and the whole of {@code child_details}, the episodes and
   * blocks that differ, and a purge for each that is gone. A {@code mis_child_id} that vanished is
   * no difference: it identifies the child and is not cleared.
   *
   * @throws IllegalArgumentException also when the records are not of one {@code la_child_id}: the
   *     receiver holds the child under the other, which must be deleted first
   */
  public static Optional<ObjectNode> between(
      ObjectNode accepted, ObjectNode current, DeltaSettings settings) {
    requireOneChild(accepted, current);
    if (isPurged(current)) {
      return isPurged(accepted)
          ? Optional.empty()
          : Optional.of(deletion(current, accepted, settings));
    }
    if (isPurged(accepted)) {
      return Optional.of(full(current, settings));
    }
    ObjectNode before = comparable(accepted, current, settings);
    Outgoing outgoing = new Outgoing(settings);
    return outgoing.isSame("", "", before, current)
        ? Optional.empty()
        : Optional.of(outgoing.record(before, current, Outgoing.Part.CHANGED));
  }

  /**
   * The whole record, as it is sent when nothing is known to be at the receiver. Nulls are left
   * out, and {@code purge:false} stands wherever the contract has the flag.
   */
  public static ObjectNode full(ObjectNode current, DeltaSettings settings) {
    return isPurged(current)
        ? deletion(current, null, settings)
        : new Outgoing(settings).record(NOTHING, current, Outgoing.Part.ALL);
  }

  /**
   * The whole record, and besides it a purge or null for everything that is in {@code accepted} and
   * no longer in {@code current}. Right whether the receiver holds the accepted record or nothing,
   * so it also fits a record of which it is not known whether it arrived.
   *
   * @throws IllegalArgumentException also when the records are not of one {@code la_child_id}
   */
  public static ObjectNode fullAfter(
      ObjectNode accepted, ObjectNode current, DeltaSettings settings) {
    requireOneChild(accepted, current);
    if (isPurged(current)) {
      return deletion(current, accepted, settings);
    }
    return isPurged(accepted)
        ? full(current, settings)
        : new Outgoing(settings)
            .record(comparable(accepted, current, settings), current, Outgoing.Part.ALL);
  }

  /**
   * The record that removes a child: identifiers and {@code purge:true}. If the settings ask for
   * it, it carries the {@code child_details} last accepted, marked {@code purge:true} too, so that
   * in whatever order the receiver reads them nothing comes to life again.
   *
   * @param misChildIdOrNull null when the child has none or it is not known; then it is left out
   * @param lastAcceptedOrNull null when it is not known; then no details are sent
   */
  public static ObjectNode deletion(
      String laChildId,
      String misChildIdOrNull,
      ObjectNode lastAcceptedOrNull,
      DeltaSettings settings) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put(LA_CHILD_ID, laChildId);
    if (misChildIdOrNull != null) {
      record.put(MIS_CHILD_ID, misChildIdOrNull);
    }
    record.put(PURGE, true);
    if (settings.deletionDetails()
        && lastAcceptedOrNull != null
        && lastAcceptedOrNull.get(CHILD_DETAILS) instanceof ObjectNode details) {
      record.set(
          CHILD_DETAILS, new Outgoing(settings).whole(CHILD_DETAILS, details).put(PURGE, true));
    }
    return record;
  }

  private static ObjectNode deletion(
      ObjectNode current, ObjectNode accepted, DeltaSettings settings) {
    JsonNode misChildId = current.path(MIS_CHILD_ID);
    return deletion(
        current.path(LA_CHILD_ID).asText(),
        misChildId.isTextual() ? misChildId.textValue() : null,
        accepted,
        settings);
  }

  private static void requireOneChild(ObjectNode accepted, ObjectNode current) {
    JsonNode id = current.get(LA_CHILD_ID);
    if (isAbsent(id) || !id.equals(accepted.get(LA_CHILD_ID))) {
      throw new IllegalArgumentException(
          "The current record must have the la_child_id that was accepted, and has another or none."
              + " Delete the child under its old id, then send the new record in full.");
    }
  }

  /** What was accepted, without that of which the absence is no difference. */
  private static ObjectNode comparable(
      ObjectNode accepted, ObjectNode current, DeltaSettings settings) {
    ObjectNode before =
        settings.cleared() == Cleared.OFF ? Vanished.without(accepted, current) : accepted;
    if (before.has(MIS_CHILD_ID) && isAbsent(current.get(MIS_CHILD_ID))) {
      before = before.deepCopy().without(MIS_CHILD_ID);
    }
    return before;
  }
}
