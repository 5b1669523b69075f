package org.purlin.io.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.stream.Stream;
import org.purlin.io.staging.StagingRow;
import org.purlin.io.staging.StagingTable;
import org.purlin.transforms.csc.ChildDelta;
import org.purlin.transforms.csc.ChildHash;
import org.purlin.transforms.csc.ChildJson;
import org.purlin.transforms.csc.DeltaSettings;
import org.purlin.transforms.rows.BadRecordException;

/**
 * Takes over from another sender: what the staging table says was sent becomes what the receiver
 * holds. A row that says sent was accepted with its previous payload, which the sender copies on
 * success. Of any other row with a previous payload it is not known whether that arrived; such a
 * child is sent as a full record, with purges of what the previous payload had besides.
 */
final class Adoption {

  private final StagingTable staging;
  private final Records records;
  private final DeltaSettings settings;

  Adoption(StagingTable staging, Records records, DeltaSettings settings) {
    this.staging = staging;
    this.records = records;
    this.settings = settings;
  }

  /** Adopts and returns how many children; rows that cannot be read are left out. */
  long adopt() {
    records.adopt(() -> staging.sentBefore().flatMap(this::held).iterator());
    return records.acceptedCount();
  }

  private Stream<Accepted> held(StagingRow row) {
    boolean sent =
        row.status() != null && row.status().strip().toLowerCase(Locale.ROOT).equals("sent");
    String payload =
        row.previousPayload() != null ? row.previousPayload() : sent ? row.payload() : null;
    if (payload == null) {
      return Stream.empty();
    }
    ObjectNode child;
    try {
      child = ChildJson.parse(payload);
      // Whatever a difference cannot be made from, is as good as not known.
      ChildDelta.full(child, settings);
    } catch (BadRecordException | IllegalArgumentException e) {
      return Stream.empty();
    }
    JsonNode id = child.get("la_child_id");
    JsonNode mis = child.get("mis_child_id");
    if (id == null || !id.isTextual() || id.textValue().isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(
        new Accepted(
            id.textValue(),
            mis != null && mis.isTextual() ? mis.textValue() : null,
            row.personId(),
            false,
            payload,
            ChildHash.of(child, settings),
            null,
            null,
            sent));
  }
}
