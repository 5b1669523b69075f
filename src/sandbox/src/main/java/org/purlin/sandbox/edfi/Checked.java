package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is left of a body after the check of its form.
 *
 * @param clean the known properties, in the order of the model; without nulls and server members
 * @param problems what is wrong, by JSON path; empty when the form is right
 * @param references the records it refers to
 * @param descriptors the descriptor values it uses
 */
record Checked(
    ObjectNode clean,
    Map<String, List<String>> problems,
    List<Reference> references,
    List<Descriptor> descriptors) {

  /** A reference and the natural key of what it means. */
  record Reference(Property property, String key) {}

  /** A descriptor's value, and where it is. */
  record Descriptor(String path, String collection, String value) {}

  static Checked empty(ObjectNode clean) {
    return new Checked(clean, new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
  }

  void problem(String path, String text) {
    problems.computeIfAbsent(path, any -> new ArrayList<>()).add(text);
  }
}
