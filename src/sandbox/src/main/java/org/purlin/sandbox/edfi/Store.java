package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * What one district holds. Every change is done whole, with its own change version, or not at all.
 */
final class Store {

  private static final int FIRST_SCHOOL_YEAR = 2020;
  private static final int LAST_SCHOOL_YEAR = 2030;

  private final EdfiSettings settings;
  private final Rendering rendering;
  private final Map<String, Table> tables = new TreeMap<>();
  private final Map<String, Trail> trails = new TreeMap<>();
  private final References references;
  private long changeVersion;

  Store(EdfiSettings settings) {
    this.settings = settings;
    this.rendering = new Rendering(settings, this::table);
    this.references = new References(this::table);
    for (Resource resource : Model.get().resources()) {
      int generated = settings.generated(resource.name());
      tables.put(resource.name(), new Table(resource, generated));
      trails.put(resource.name(), new Trail());
      changeVersion = Math.max(changeVersion, generated);
    }
    for (int year = FIRST_SCHOOL_YEAR; year <= LAST_SCHOOL_YEAR; year++) {
      ObjectNode payload = JsonNodeFactory.instance.objectNode();
      payload.put("schoolYear", year).put("currentSchoolYear", year == EdfiSettings.YEAR);
      payload.put("schoolYearDescription", (year - 1) + "-" + year);
      insert(Model.get().named("schoolYearTypes"), payload, List.of());
    }
  }

  private Store(Store other) {
    this.settings = other.settings;
    this.rendering = other.rendering;
    this.references = new References(this::table);
    other.tables.forEach((name, table) -> tables.put(name, table.copy()));
    other.trails.forEach((name, trail) -> trails.put(name, trail.copy()));
    this.changeVersion = other.changeVersion;
  }

  /** A copy to be read. */
  synchronized Store copy() {
    return new Store(this);
  }

  synchronized long newestChangeVersion() {
    return changeVersion;
  }

  synchronized <T> T read(Resource resource, Function<Table, T> reading) {
    return reading.apply(table(resource.name()));
  }

  synchronized Map<String, ObjectNode> records(Resource resource) {
    Map<String, ObjectNode> records = new LinkedHashMap<>();
    table(resource.name())
        .stored()
        .forEach(row -> records.put(row.key(), row.payload().deepCopy()));
    return records;
  }

  synchronized List<Trail.Deletion> deletions(Resource resource, Filter window) {
    Table table = table(resource.name());
    return trails
        .get(resource.name())
        .deletions(
            deletion ->
                window.inWindow(deletion.changeVersion())
                    && (settings.recreatedInDeletes() || table.byKey(deletion.key()).isEmpty()));
  }

  synchronized List<Trail.KeyChange> keyChanges(Resource resource, Filter window) {
    return List.copyOf(trails.get(resource.name()).keyChanges(window));
  }

  /** Creates a record, or replaces the one with the same key. */
  synchronized Outcome upsert(Resource resource, Checked checked, Optional<String> ifMatch) {
    Table table = table(resource.name());
    Optional<Row> held = table.byKey(resource.key(checked.clean()));
    Optional<Problem> problem = refusal(table, held, checked, ifMatch);
    if (problem.isPresent()) {
      return Outcome.refused(problem.get());
    }
    List<Address> refs = references.addresses(checked);
    return held.isPresent()
        ? Outcome.done(200, replace(table, held.get(), checked.clean(), refs))
        : Outcome.done(201, insert(resource, checked.clean(), refs));
  }

  /** Replaces the record with an id. */
  synchronized Outcome update(
      Resource resource, String id, Checked checked, Optional<String> ifMatch) {
    Table table = table(resource.name());
    Optional<Row> held = table.byId(id);
    if (held.isEmpty()) {
      return Outcome.refused(Problem.notFound());
    }
    Optional<Problem> problem = refusal(table, held, checked, ifMatch);
    if (problem.isPresent()) {
      return Outcome.refused(problem.get());
    }
    String key = resource.key(checked.clean());
    if (!key.equals(held.get().key())) {
      if (!resource.keyMayChange()) {
        return Outcome.refused(Problem.keyChange(resource.entity()));
      }
      if (table.byKey(key).isPresent()) {
        return Outcome.refused(
            Problem.identity(resource.entity(), settings.flavour() == Flavour.V8));
      }
    }
    return Outcome.done(
        204, replace(table, held.get(), checked.clean(), references.addresses(checked)));
  }

  /** Deletes the record with an id. */
  synchronized Outcome delete(Resource resource, String id, Optional<String> ifMatch) {
    Table table = table(resource.name());
    Optional<Row> held = table.byId(id);
    if (held.isEmpty()) {
      return Outcome.refused(Problem.notFound());
    }
    Row row = held.get();
    Optional<Problem> problem = untouchable(table, row, ifMatch);
    if (problem.isEmpty()) {
      problem = references.dependent(resource, row).map(Problem::dependent);
    }
    if (problem.isPresent()) {
      return Outcome.refused(problem.get());
    }
    changeVersion++;
    table.remove(row);
    references.removed(resource, row);
    trails
        .get(resource.name())
        .deleted(
            new Trail.Deletion(
                row.id(), row.key(), changeVersion, resource.keyValues(row.payload())));
    return Outcome.done(204, row);
  }

  private Optional<Problem> refusal(
      Table table, Optional<Row> held, Checked checked, Optional<String> ifMatch) {
    Optional<Problem> problem = held.flatMap(row -> untouchable(table, row, ifMatch));
    if (problem.isEmpty()) {
      problem = references.missing(checked);
    }
    if (problem.isEmpty() && held.isPresent() && settings.relationshipAuthorization()) {
      problem = references.unrelated(table.resource(), held.get());
    }
    return problem;
  }

  private static Optional<Problem> untouchable(Table table, Row row, Optional<String> ifMatch) {
    if (table.isGenerated(row)) {
      return Optional.of(Problem.forbidden("Generated rows of the sandbox cannot be changed."));
    }
    boolean modified = ifMatch.isPresent() && !ifMatch.get().replace("\"", "").equals(row.etag());
    return modified ? Optional.of(Problem.modified()) : Optional.empty();
  }

  private Row insert(Resource resource, ObjectNode payload, List<Address> refs) {
    Table table = table(resource.name());
    String id = UUID.randomUUID().toString();
    boolean dashes = settings.flavour() == Flavour.PLAIN || settings.flavour() == Flavour.V8;
    return put(table, table.nextNumber(), dashes ? id : id.replace("-", ""), payload, refs);
  }

  /** Equal content changes nothing, not even the change version. */
  private Row replace(Table table, Row row, ObjectNode payload, List<Address> refs) {
    if (payload.equals(row.payload())) {
      return row;
    }
    Resource resource = table.resource();
    references.removed(resource, row);
    Row now = put(table, row.number(), row.id(), payload, refs);
    if (!now.key().equals(row.key())) {
      trails
          .get(resource.name())
          .keyChanged(
              new Trail.KeyChange(
                  row.id(),
                  now.changeVersion(),
                  resource.keyValues(row.payload()),
                  resource.keyValues(payload)));
      cascade(resource, row, payload);
    }
    return now;
  }

  /** Gives the new key to all that refer to a record. */
  private void cascade(Resource resource, Row before, JsonNode after) {
    Address old = new Address(resource.name(), before.key());
    Address now = new Address(resource.name(), resource.key(after));
    for (References.Dependent dependent : references.dependents(old)) {
      Table table = table(dependent.resource().name());
      Row row = dependent.row();
      ObjectNode payload = references.repointed(dependent, old, resource.keyValues(after));
      List<Address> refs = new ArrayList<>(row.references());
      refs.replaceAll(address -> address.equals(old) ? now : address);
      replace(table, row, payload, refs);
    }
  }

  private Row put(Table table, long number, String id, ObjectNode payload, List<Address> refs) {
    changeVersion++;
    Resource resource = table.resource();
    Row bare =
        new Row(
            number,
            id,
            resource.key(payload),
            payload,
            changeVersion,
            new byte[0],
            List.copyOf(refs));
    Row row =
        new Row(
            number,
            id,
            bare.key(),
            payload,
            changeVersion,
            rendering.bytes(resource, bare),
            bare.references());
    table.put(row);
    references.added(resource, row);
    return row;
  }

  private Table table(String resource) {
    return tables.get(resource);
  }
}
