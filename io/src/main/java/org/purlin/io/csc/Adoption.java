package org.purlin.io.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
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
  private long unreadable;

  Adoption(StagingTable staging, Records records, DeltaSettings settings) {
    this.staging = staging;
    this.records = records;
    this.settings = settings;
  }

  /** Adopts and returns how many children; rows that cannot be read are left out. */
  long adopt() {
    long before = records.acceptedCount();
    records.adopt(
        () -> {
          unreadable = 0;
          return staging.sentBefore().flatMap(this::held).iterator();
        });
    return records.acceptedCount() - before;
  }

  /** Rows that may have been sent and could not be read in the last adoption. */
  long unreadable() {
    return unreadable;
  }

  private Stream<Accepted> held(StagingRow row) {
    boolean sent =
        row.status() != null && row.status().strip().toLowerCase(Locale.ROOT).equals("sent");
    Optional<Accepted> first =
        row.previousPayload() == null ? Optional.empty() : held(row, row.previousPayload(), sent);
    if (first.isEmpty() && sent) {
      // Without a previous payload the row was sent as it is; with one that cannot be read,
      // perhaps.
      first = held(row, row.payload(), row.previousPayload() == null);
    }
    if (first.isEmpty()) {
      unreadable++;
    }
    return first.stream();
  }

  private Optional<Accepted> held(StagingRow row, String payload, boolean certain) {
    ObjectNode child;
    try {
      child = ChildJson.parse(payload);
      // Whatever a difference cannot be made from, is as good as not known.
      ChildDelta.full(child, settings);
    } catch (BadRecordException | IllegalArgumentException e) {
      return Optional.empty();
    }
    JsonNode id = child.get("la_child_id");
    JsonNode mis = child.get("mis_child_id");
    if (id == null || !id.isTextual() || id.textValue().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Accepted(
            id.textValue(),
            mis != null && mis.isTextual() ? mis.textValue() : null,
            row.personId(),
            false,
            payload,
            ChildHash.of(child, settings),
            null,
            null,
            certain));
  }
}
