package org.purlin.sandbox.edfi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The part of the data standard that is served, read from {@code model.txt}. */
final class Model {

  /** What a reference means that may point to a school or to a local education agency. */
  static final String EDUCATION_ORGANIZATIONS = "educationOrganizations";

  private static final Property EDUCATION_ORGANIZATION_ID =
      Property.of("educationOrganizationId", Kind.INTEGER, true, true);

  private static final Model MODEL = new Model();

  private final Map<String, Resource> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<Resource> inOrder = new ArrayList<>();

  private Model() {
    Map<String, Resource> descriptors = new TreeMap<>();
    List<Resource> others = new ArrayList<>();
    for (List<String> block : blocks()) {
      Resource resource = resource(block);
      others.add(resource);
      byName.put(resource.name(), resource);
      describe(resource.properties(), descriptors);
    }
    byName.putAll(descriptors);
    inOrder.addAll(descriptors.values());
    inOrder.addAll(others);
  }

  static Model get() {
    return MODEL;
  }

  /** All collections: descriptors first, then so that each comes after what it refers to. */
  Collection<Resource> resources() {
    return List.copyOf(inOrder);
  }

  /** A collection by its name, whatever the case. */
  Optional<Resource> resource(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** A collection that is known to be there. */
  Resource named(String name) {
    return resource(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException("there is no such resource in the sandbox: " + name));
  }

  /** The collections in which the record that a reference means can be. */
  List<Resource> targets(Property reference) {
    return reference.target().equals(EDUCATION_ORGANIZATIONS)
        ? List.of(named("localEducationAgencies"), named("schools"))
        : List.of(named(reference.target()));
  }

  /** What messages call the thing that a reference means. */
  String targetEntity(Property reference) {
    return reference.target().equals(EDUCATION_ORGANIZATIONS)
        ? "EducationOrganization"
        : named(reference.target()).entity();
  }

  /** From 1; a record's references have lower orders than its own. */
  int order(Resource resource) {
    int order = resource.isDescriptor() ? 1 : 2;
    for (Property property : resource.properties()) {
      if (property.kind() == Kind.REFERENCE) {
        for (Resource target : targets(property)) {
          order = Math.max(order, 1 + order(target));
        }
      }
    }
    return order;
  }

  private static void describe(List<Property> properties, Map<String, Resource> descriptors) {
    for (Property property : properties) {
      if (property.kind() == Kind.DESCRIPTOR) {
        descriptors.computeIfAbsent(property.target(), Resource::descriptors);
      } else if (property.kind() != Kind.REFERENCE) {
        describe(property.members(), descriptors);
      }
    }
  }

  private Resource resource(List<String> block) {
    String[] words = block.get(0).split(" ", -1);
    String flag = words.length > 2 ? words[2] : "";
    return new Resource(
        words[0],
        words[1],
        flag.equals("readonly"),
        flag.equals("keychange"),
        properties(block.subList(1, block.size()), 2));
  }

  private List<Property> properties(List<String> lines, int indent) {
    List<Property> properties = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int end = i + 1;
      while (end < lines.size() && indent(lines.get(end)) > indent) {
        end++;
      }
      properties.add(
          property(lines.get(i).strip(), properties(lines.subList(i + 1, end), indent + 2)));
      i = end - 1;
    }
    return properties;
  }

  private Property property(String line, List<Property> members) {
    List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
    boolean key = words.remove("key");
    boolean required = words.remove("required") || key;
    String name = words.get(0);
    Kind kind = Kind.valueOf(words.get(1).toUpperCase(Locale.ROOT));
    return switch (kind) {
      case REFERENCE ->
          new Property(name, kind, words.get(2), key, required, identity(words.get(2)));
      case DESCRIPTOR ->
          new Property(
              name, kind, words.size() > 2 ? words.get(2) : name + "s", key, required, members);
      default -> new Property(name, kind, "", key, required, members);
    };
  }

  private List<Property> identity(String target) {
    return target.equals(EDUCATION_ORGANIZATIONS)
        ? List.of(EDUCATION_ORGANIZATION_ID)
        : named(target).keyLeaves();
  }

  private static List<List<String>> blocks() {
    Map<String, List<String>> blocks = new LinkedHashMap<>();
    List<String> block = List.of();
    for (String line : text().lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        if (indent(line) == 0) {
          block = new ArrayList<>();
          blocks.put(line, block);
        }
        block.add(line);
      }
    }
    return List.copyOf(blocks.values());
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  private static String text() {
    try (InputStream in = Model.class.getResourceAsStream("model.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("model.txt cannot be read", e);
    }
  }
}
