package org.purlin.io.csc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.purlin.io.staging.SourceHash;
import org.purlin.io.staging.StagingRow;
import org.purlin.io.staging.StagingTable;
import org.purlin.transforms.csc.ChildDelta;
import org.purlin.transforms.csc.ChildHash;
import org.purlin.transforms.csc.ChildJson;
import org.purlin.transforms.csc.ChildRules;
import org.purlin.transforms.csc.Complaint;
import org.purlin.transforms.rows.BadRecordException;

/**
 * Fetches the payloads of some candidates, today's and the accepted ones, and builds what is sent.
 * The row as it is now counts, not as it was when it was compared.
 */
final class Prepare {

  private final StagingTable staging;
  private final Records records;
  private final Payload payload;
  private final ChildRules rules;
  private final ReadTodayRow reader;

  Prepare(StagingTable staging, Records records, Payload payload) {
    this.staging = staging;
    this.records = records;
    this.payload = payload;
    this.rules = payload.childRules();
    this.reader = new ReadTodayRow(payload.delta());
  }

  /** One for each candidate, in their order. */
  List<Prepared> of(List<Candidate> candidates) {
    Map<Long, StagingRow> rows =
        staging
            .rows(candidates.stream().map(Candidate::rowId).filter(id -> id != 0).toList())
            .stream()
            .collect(Collectors.toMap(StagingRow::id, Function.identity()));
    Map<String, Accepted> held =
        records.accepted(
            candidates.stream().map(Candidate::key).filter(key -> !key.isEmpty()).toList());
    // A row may have come, or come back, since the children were compared.
    Set<String> present =
        staging.present(
            candidates.stream()
                .filter(candidate -> candidate.what() == Candidate.What.ABSENT)
                .map(candidate -> held.get(candidate.key()))
                .filter(Objects::nonNull)
                .map(Prepare::person)
                .toList());
    List<Prepared> prepared = new ArrayList<>();
    for (Candidate candidate : candidates) {
      prepared.add(
          of(
              candidate,
              Optional.ofNullable(rows.get(candidate.rowId())),
              Optional.ofNullable(held.get(candidate.key())),
              present));
    }
    return prepared;
  }

  /** By which the staging table knows a child. */
  private static String person(Accepted held) {
    return held.personId() == null ? held.laChildId() : held.personId();
  }

  private Prepared of(
      Candidate candidate, Optional<StagingRow> row, Optional<Accepted> held, Set<String> present) {
    if (candidate.what() == Candidate.What.ABSENT) {
      return held.isEmpty() || present.contains(StagingTable.folded(person(held.get())))
          ? new Prepared.Moved(candidate)
          : purge(candidate, null, held.get());
    }
    if (row.isEmpty()) {
      return new Prepared.Moved(candidate);
    }
    TodayRow now = read(row.get());
    if (candidate.what() == Candidate.What.QUARANTINE && now.reason() == null) {
      return new Prepared.Moved(candidate);
    }
    if (candidate.isUnusable()) {
      String rule = candidate.what() == Candidate.What.TWIN ? "duplicateChild" : "unreadable";
      return bad(candidate, row.get(), List.of(new Complaint("", rule, candidate.reason())));
    }
    if (!now.key().equals(candidate.key())) {
      return new Prepared.Moved(candidate);
    }
    if (candidate.what() == Candidate.What.PURGE) {
      return now.deleted() && held.isPresent()
          ? purge(candidate, row.get(), held.get())
          : new Prepared.Moved(candidate);
    }
    if (now.deleted() || now.reason() != null) {
      return new Prepared.Moved(candidate);
    }
    return child(candidate, row.get(), held);
  }

  private Prepared child(Candidate candidate, StagingRow row, Optional<Accepted> held) {
    ObjectNode child;
    try {
      child = ChildJson.parse(row.payload());
    } catch (BadRecordException e) {
      // The row was read moments ago, so it was rebuilt since.
      return new Prepared.Moved(candidate);
    }
    byte[] payloadHash = ChildHash.of(child, payload.delta());
    if (candidate.what() == Candidate.What.MARK) {
      return held.isPresent() && Arrays.equals(held.get().payloadHash(), payloadHash)
          ? new Prepared.Same(candidate, held.get(), hash(row.payload()))
          : new Prepared.Moved(candidate);
    }
    List<Complaint> complaints = rules.check(child);
    if (!complaints.isEmpty()) {
      return bad(candidate, row, complaints);
    }
    Optional<ObjectNode> body;
    try {
      body = body(child, held);
    } catch (IllegalArgumentException e) {
      // Ids that a user's own rules let pass. The message has no values.
      return bad(candidate, row, List.of(new Complaint("", "schema", e.getMessage())));
    }
    if (body.isEmpty()) {
      return new Prepared.Same(candidate, held.orElseThrow(), hash(row.payload()));
    }
    boolean whole = payload.full() || held.isEmpty() || held.get().purged();
    return new Prepared.Ready(
        candidate,
        new Outgoing(
            0,
            row.id(),
            row.personId(),
            candidate.key(),
            misChildId(child, held),
            whole || !held.get().certain() ? Outgoing.Kind.FULL : Outgoing.Kind.DELTA,
            ChildJson.text(body.get()),
            row.payload(),
            payloadHash,
            hash(row.payload())));
  }

  /** One that has vanished is still how the receiver may know the child. */
  private static String misChildId(ObjectNode child, Optional<Accepted> held) {
    return child.path("mis_child_id").isTextual()
        ? child.get("mis_child_id").textValue()
        : held.map(Accepted::misChildId).orElse(null);
  }

  private Optional<ObjectNode> body(ObjectNode child, Optional<Accepted> held) {
    if (held.isEmpty() || held.get().purged()) {
      return Optional.of(ChildDelta.full(child, payload.delta()));
    }
    ObjectNode accepted = accepted(held.get());
    if (!held.get().certain()) {
      return Optional.of(ChildDelta.fullAfter(accepted, child, payload.delta()));
    }
    // Paths that are ignored are no reason to send, but what is sent leaves nothing out: the whole
    // payload counts as held afterwards.
    Optional<ObjectNode> delta =
        ChildDelta.between(accepted, child, payload.delta().withIgnoredPaths(Set.of()));
    return delta.isPresent() && payload.full()
        ? Optional.of(ChildDelta.fullAfter(accepted, child, payload.delta()))
        : delta;
  }

  /**
   * @param row null when there is none any more
   */
  private Prepared purge(Candidate candidate, StagingRow row, Accepted held) {
    if (held.purged()) {
      return row == null
          ? new Prepared.Moved(candidate)
          : new Prepared.Same(candidate, held, hash(row.payload()));
    }
    ObjectNode accepted = accepted(held);
    return new Prepared.Ready(
        candidate,
        new Outgoing(
            0,
            row == null ? 0 : row.id(),
            held.personId(),
            held.laChildId(),
            held.misChildId(),
            Outgoing.Kind.PURGE,
            ChildJson.text(
                ChildDelta.deletion(
                    held.laChildId(), held.misChildId(), accepted, payload.delta())),
            null,
            null,
            row == null ? null : hash(row.payload())));
  }

  private static ObjectNode accepted(Accepted held) {
    try {
      return ChildJson.parse(held.payload());
    } catch (BadRecordException e) {
      throw new IllegalStateException("An accepted payload of ours cannot be read.", e);
    }
  }

  private static Prepared bad(Candidate candidate, StagingRow row, List<Complaint> complaints) {
    return new Prepared.Bad(
        candidate, row.personId() == null ? "" : row.personId(), hash(row.payload()), complaints);
  }

  private TodayRow read(StagingRow row) {
    return reader.read(row.id(), row.personId(), row.payload(), row.rowState(), row.status());
  }

  private static byte[] hash(String text) {
    return SourceHash.of(text == null ? "" : text);
  }
}
