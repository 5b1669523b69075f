package org.purlin.sandbox.edfi;

/** Where a record is: its collection and its natural key. */
record Address(String resource, String key) {}
