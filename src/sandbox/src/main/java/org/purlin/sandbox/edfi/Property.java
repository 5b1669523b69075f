package org.purlin.sandbox.edfi;

import java.util.List;

/**
 * A property of a resource, or of a part of one.
 *
 * @param target the collection a reference or a descriptor means; empty for other kinds
 * @param key whether it is part of the identity
 * @param members of the object, or of the items of the list; of a reference the target's identity
 */
record Property(
    String name, Kind kind, String target, boolean key, boolean required, List<Property> members) {

  Property {
    members = List.copyOf(members);
  }

  static Property of(String name, Kind kind, boolean key, boolean required) {
    return new Property(name, kind, "", key, key || required, List.of());
  }

  /** The same as a part of an identity: required, and nothing but its name, kind and target. */
  Property asKey() {
    return new Property(name, kind, target, true, true, List.of());
  }
}
