package org.purlin.sandbox.edfi;

/** What a property holds. */
enum Kind {
  TEXT,
  INTEGER,
  NUMBER,
  BOOLEAN,
  /** A day, {@code 2026-01-31}. */
  DATE,
  /** A moment with an offset, or without one for UTC. */
  DATETIME,
  /** Namespace and code of a descriptor, {@code uri://ns/NameDescriptor#code}. */
  DESCRIPTOR,
  /** An object with the identity of another record. */
  REFERENCE,
  OBJECT,
  /** A list of objects. */
  LIST;

  boolean scalar() {
    return this != REFERENCE && this != OBJECT && this != LIST;
  }
}
