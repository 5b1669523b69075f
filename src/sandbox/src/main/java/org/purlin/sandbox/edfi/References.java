package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which record refers to which. {@link Store} guards it. */
final class References {

  /** What must exist before a person may be changed: the resource, and what the hint calls it. */
  private static final Map<String, String> ASSOCIATIONS =
      Map.of(
          "students", "StudentSchoolAssociation",
          "staffs", "StaffEducationOrganizationAssignmentAssociation",
          "contacts", "StudentContactAssociation");

  /** A record that refers to another. */
  record Dependent(Resource resource, Row row) {}

  private final Function<String, Table> tables;
  private final Map<Address, Map<Address, Dependent>> dependents = new HashMap<>();

  References(Function<String, Table> tables) {
    this.tables = tables;
  }

  void added(Resource resource, Row row) {
    Address own = new Address(resource.name(), row.key());
    for (Address target : row.references()) {
      dependents
          .computeIfAbsent(target, any -> new LinkedHashMap<>())
          .put(own, new Dependent(resource, row));
    }
  }

  void removed(Resource resource, Row row) {
    Address own = new Address(resource.name(), row.key());
    for (Address target : row.references()) {
      Map<Address, Dependent> all = dependents.get(target);
      if (all != null) {
        all.remove(own);
      }
    }
  }

  List<Dependent> dependents(Address target) {
    return List.copyOf(dependents.getOrDefault(target, Map.of()).values());
  }

  /** What is one of the records that refer to this one. */
  Optional<String> dependent(Resource resource, Row row) {
    return dependents(new Address(resource.name(), row.key())).stream()
        .map(dependent -> dependent.resource().entity())
        .findFirst();
  }

  /** Whether something that a record refers to does not exist: descriptors first. */
  Optional<Problem> missing(Checked checked) {
    Map<String, List<String>> wrong = new LinkedHashMap<>();
    for (Checked.Descriptor descriptor : checked.descriptors()) {
      if (find(descriptor).isEmpty()) {
        String name = descriptor.collection();
        String word = Character.toUpperCase(name.charAt(0)) + name.substring(1, name.length() - 1);
        wrong.put(
            descriptor.path(),
            List.of(word + " value '" + descriptor.value() + "' does not exist."));
      }
    }
    if (!wrong.isEmpty()) {
      return Optional.of(Problem.invalid(wrong));
    }
    return checked.references().stream()
        .filter(reference -> find(reference).isEmpty())
        .map(reference -> Problem.unresolved(Model.get().targetEntity(reference.property())))
        .findFirst();
  }

  /** Where all that a record refers to is. All of it must exist. */
  List<Address> addresses(Checked checked) {
    List<Address> addresses = new ArrayList<>();
    checked.references().forEach(reference -> find(reference).ifPresent(addresses::add));
    checked.descriptors().forEach(descriptor -> find(descriptor).ifPresent(addresses::add));
    return addresses;
  }

  /** Whether a person is associated with nobody, so that it may not be changed. */
  Optional<Problem> unrelated(Resource resource, Row row) {
    String association = ASSOCIATIONS.get(resource.name());
    boolean related =
        association == null
            || dependents(new Address(resource.name(), row.key())).stream()
                .anyMatch(dependent -> dependent.resource().entity().equals(association));
    return related ? Optional.empty() : Optional.of(Problem.unrelated(association));
  }

  /** A dependent's payload, with the new identity wherever it referred to the old one. */
  ObjectNode repointed(Dependent dependent, Address old, ObjectNode values) {
    ObjectNode payload = dependent.row().payload().deepCopy();
    for (Property property : dependent.resource().properties()) {
      JsonNode reference = payload.get(property.name());
      if (property.kind() == Kind.REFERENCE
          && reference != null
          && property.target().equals(old.resource())
          && Resource.keyText(reference, property.members()).equals(old.key())) {
        ((ObjectNode) reference).setAll(values);
      }
    }
    return payload;
  }

  private Optional<Address> find(Checked.Reference reference) {
    for (Resource target : Model.get().targets(reference.property())) {
      if (tables.apply(target.name()).byKey(reference.key()).isPresent()) {
        return Optional.of(new Address(target.name(), reference.key()));
      }
    }
    return Optional.empty();
  }

  private Optional<Address> find(Checked.Descriptor descriptor) {
    String collection = descriptor.collection();
    String key = descriptorKey(descriptor.value());
    return tables.apply(collection).byKey(key).isPresent()
        ? Optional.of(new Address(collection, key))
        : Optional.empty();
  }

  /** The natural key of a descriptor from namespace and code, {@code namespace#code}. */
  private static String descriptorKey(String value) {
    int hash = value.indexOf('#');
    return Resource.escaped(value.substring(hash + 1))
        + "|"
        + Resource.escaped(value.substring(0, hash));
  }
}
