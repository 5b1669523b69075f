package org.purlin.transforms.edfi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.purlin.transforms.edfi.ResourceModel.KeyPart;

/**
 * The natural key of a resource, as far as the server's documents say it.
 *
 * <p>A key that is too short would take one record for another, so what cannot be whole is not
 * used. The first of these that says a whole key holds: the query parameters that are marked;
 * references that are marked themselves; the names by which other resources refer to this one; and
 * last the guess, the marked properties with all required references whose leaves are marked.
 *
 * @param parts in a stable order; empty when no key is known
 * @param guessed whether there may be parts too many
 */
record Identity(List<KeyPart> parts, boolean guessed) {

  private static final Set<String> OF_DESCRIPTORS = Set.of("namespace", "codeValue");

  Identity {
    parts = parts.stream().sorted(Comparator.comparing(KeyPart::path)).toList();
  }

  /**
   * Finds it.
   *
   * @param marked the query parameters that are marked; empty without any
   * @param referredBy the names by which others refer to the resource; empty when none does
   * @param filters all query parameters
   */
  static Identity of(
      ResourceName resource,
      List<Property> properties,
      Set<String> marked,
      Set<String> referredBy,
      Collection<String> filters) {
    if (resource.isDescriptor()) {
      return new Identity(
          properties.stream()
              .filter(property -> OF_DESCRIPTORS.contains(property.name()))
              .map(Identity::scalar)
              .toList(),
          false);
    }
    Candidates candidates = new Candidates(properties, filters);
    for (List<KeyPart> parts :
        List.of(
            candidates.named(marked),
            candidates.markedThemselves(),
            candidates.named(referredBy))) {
      if (!parts.isEmpty()) {
        return new Identity(parts, false);
      }
    }
    List<KeyPart> guess = candidates.guess();
    return new Identity(guess, !guess.isEmpty() && !candidates.references.isEmpty());
  }

  private static KeyPart scalar(Property property) {
    return new KeyPart(null, property.name(), property.name(), property.type());
  }

  /** What may belong to the key. Each method gives a whole key, or nothing. */
  private static final class Candidates {

    private final List<Property> scalars;
    private final List<Property> references;
    private final Collection<String> filters;

    Candidates(List<Property> properties, Collection<String> filters) {
      this.scalars = properties.stream().filter(each -> each.type().isScalar()).toList();
      this.references =
          properties.stream().filter(each -> each.type() == Property.Type.REFERENCE).toList();
      this.filters = filters;
    }

    /** The required properties that make up exactly these names. */
    List<KeyPart> named(Set<String> names) {
      List<KeyPart> parts = new ArrayList<>();
      for (Property property : scalars) {
        if (property.identity() || (property.required() && names.contains(property.name()))) {
          parts.add(scalar(property));
        }
      }
      for (Property reference : references) {
        List<KeyPart> leaves = leaves(reference, names);
        if (reference.required()
            && leaves.stream().allMatch(leaf -> names.contains(leaf.query()))) {
          parts.addAll(leaves);
        }
      }
      boolean whole =
          names.stream().allMatch(name -> parts.stream().anyMatch(p -> p.query().equals(name)));
      return whole && !names.isEmpty() ? parts : List.of();
    }

    List<KeyPart> markedThemselves() {
      List<KeyPart> parts = new ArrayList<>();
      references.stream()
          .filter(Property::identity)
          .forEach(reference -> parts.addAll(leaves(reference, Set.of())));
      if (!parts.isEmpty()) {
        scalars.stream().filter(Property::identity).forEach(each -> parts.add(scalar(each)));
      }
      return parts;
    }

    /**
     * The marks inside a reference say what its target's key is, not whether the reference belongs
     * to this key. Every part of a key is required, so with all required references it has no part
     * too few, provided that the documents mark properties and say what is required at all.
     */
    List<KeyPart> guess() {
      List<Property> marked = scalars.stream().filter(Property::identity).toList();
      List<Property> required = references.stream().filter(Property::required).toList();
      boolean marksScalars = !marked.isEmpty() || scalars.stream().noneMatch(Property::required);
      boolean saysWhatIsRequired =
          references.isEmpty() || marked.stream().allMatch(Property::required);
      boolean marksLeaves =
          required.stream()
              .allMatch(
                  each -> Schemas.leaves(each.properties()).stream().anyMatch(Property::identity));
      List<KeyPart> parts = new ArrayList<>();
      if (marksScalars && saysWhatIsRequired && marksLeaves) {
        marked.forEach(each -> parts.add(scalar(each)));
        required.forEach(each -> parts.addAll(leaves(each, Set.of())));
      }
      return parts;
    }

    private List<KeyPart> leaves(Property reference, Set<String> names) {
      return Schemas.leaves(reference.properties()).stream()
          .map(
              leaf ->
                  new KeyPart(
                      reference.name(),
                      leaf.name(),
                      queryName(reference.name(), leaf.name(), names),
                      leaf.type()))
          .toList();
    }

    /**
     * The leaf's own name, unless the server has a parameter of that name with the reference's role
     * before it: {@code programEducationOrganizationId} for {@code educationOrganizationId} in
     * {@code programReference}.
     */
    private String queryName(String reference, String leaf, Set<String> names) {
      String ending = leaf.substring(0, 1).toUpperCase(Locale.ROOT) + leaf.substring(1);
      String found = leaf;
      for (Collection<String> some : List.of(filters, names)) {
        for (String name : some) {
          int role = name.length() - ending.length();
          if (role > 0
              && name.endsWith(ending)
              && reference.startsWith(name.substring(0, role))
              && name.length() > found.length()) {
            found = name;
          }
        }
      }
      return found;
    }
  }
}
