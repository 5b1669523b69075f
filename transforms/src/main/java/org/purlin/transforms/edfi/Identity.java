package org.purlin.transforms.edfi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.purlin.transforms.edfi.ResourceModel.KeyPart;

/**
 * Finds the natural key of a resource.
 *
 * <p>Its own scalars are marked in the document. A reference is part of the key when it is marked
 * itself; where no reference is marked, when it is required and all its leaves are among the names
 * known to make the key (those marked among the query parameters, else those by which other
 * resources refer to this one); and where no such names are known, when it is required.
 */
final class Identity {

  private static final Set<String> OF_DESCRIPTORS = Set.of("namespace", "codeValue");

  private final Set<String> keyNames;
  private final Collection<String> filters;

  private Identity(Set<String> keyNames, Collection<String> filters) {
    this.keyNames = keyNames;
    this.filters = filters;
  }

  /** The parts of the key in a stable order; empty when none is known. */
  static List<KeyPart> of(
      ResourceName resource,
      List<Property> properties,
      Set<String> keyNames,
      Collection<String> filters) {
    List<KeyPart> parts = new ArrayList<>();
    if (resource.isDescriptor()) {
      properties.stream()
          .filter(property -> OF_DESCRIPTORS.contains(property.name()))
          .forEach(property -> parts.add(scalar(property)));
    } else {
      new Identity(keyNames, filters).collect(properties, parts);
    }
    parts.sort(Comparator.comparing(KeyPart::path));
    return parts;
  }

  private void collect(List<Property> properties, List<KeyPart> parts) {
    List<Property> references =
        properties.stream().filter(each -> each.type() == Property.Type.REFERENCE).toList();
    boolean marked = references.stream().anyMatch(Property::identity);
    for (Property property : properties) {
      if (property.type().isScalar()) {
        if (property.identity() || (property.required() && keyNames.contains(property.name()))) {
          parts.add(scalar(property));
        }
      }
    }
    for (Property reference : references) {
      if (marked ? reference.identity() : reference.required() && makesKey(reference)) {
        for (Property leaf : Schemas.leaves(reference.properties())) {
          String query = queryName(reference.name(), leaf.name());
          parts.add(new KeyPart(reference.name(), leaf.name(), query, leaf.type()));
        }
      }
    }
  }

  private boolean makesKey(Property reference) {
    return keyNames.isEmpty()
        || Schemas.leaves(reference.properties()).stream()
            .allMatch(leaf -> keyNames.contains(queryName(reference.name(), leaf.name())));
  }

  private static KeyPart scalar(Property property) {
    return new KeyPart(null, property.name(), property.name(), property.type());
  }

  /**
   * The leaf's own name, unless the server has a parameter of that name with the reference's role
   * before it: {@code programEducationOrganizationId} for {@code educationOrganizationId} in {@code
   * programReference}.
   */
  private String queryName(String reference, String leaf) {
    String ending = leaf.substring(0, 1).toUpperCase(Locale.ROOT) + leaf.substring(1);
    String found = leaf;
    for (List<String> names : List.of(List.copyOf(filters), List.copyOf(keyNames))) {
      for (String name : names) {
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
