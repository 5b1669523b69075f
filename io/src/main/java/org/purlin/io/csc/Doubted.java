package org.purlin.io.csc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.purlin.io.staging.SourceHash;
import org.purlin.transforms.csc.ChildJson;
import org.purlin.transforms.csc.ChildUnion;
import org.purlin.transforms.rows.BadRecordException;

/** What a receiver may hold of children whose last post may or may not have arrived. */
final class Doubted {

  private final Baseline baseline;

  Doubted(Baseline baseline) {
    this.baseline = baseline;
  }

  /** By child_hash, and not certain: what was held before and what was sent, in one. */
  Map<String, Accepted> perhapsHeld(List<Outgoing> sent) {
    Map<String, Accepted> before = baseline.of(sent.stream().map(Outgoing::laChildId).toList());
    Map<String, Accepted> perhaps = new LinkedHashMap<>();
    for (Outgoing outgoing : sent) {
      Accepted held = before.get(outgoing.laChildId());
      boolean holds = held != null && !held.purged();
      if (outgoing.kind() != Outgoing.Kind.PURGE) {
        perhaps.put(
            Key.hex(outgoing.laChildId()),
            either(outgoing, holds ? union(held, outgoing) : outgoing.payload()));
      } else if (holds) {
        perhaps.put(Key.hex(outgoing.laChildId()), either(outgoing, held.payload()));
      }
    }
    return perhaps;
  }

  private static Accepted either(Outgoing outgoing, String payload) {
    return new Accepted(
        outgoing.laChildId(),
        outgoing.misChildId(),
        outgoing.personId(),
        false,
        payload,
        SourceHash.of(payload),
        null,
        null,
        false);
  }

  private static String union(Accepted held, Outgoing outgoing) {
    try {
      ObjectNode earlier = ChildJson.parse(held.payload());
      return ChildJson.text(ChildUnion.of(earlier, ChildJson.parse(outgoing.payload())));
    } catch (BadRecordException e) {
      throw new IllegalStateException("A payload of ours cannot be read.", e);
    }
  }
}
