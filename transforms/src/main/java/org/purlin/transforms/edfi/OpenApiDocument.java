package org.purlin.transforms.edfi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A document of Swagger 2 or OpenAPI 3 that describes resources by their paths. */
final class OpenApiDocument {

  static final String IDENTITY = "x-Ed-Fi-isIdentity";

  /** What may follow a collection's path without being a resource of its own. */
  private static final Set<String> NOT_RESOURCES = Set.of("deletes", "keychanges", "partitions");

  private final JsonNode root;

  private OpenApiDocument(JsonNode root) {
    this.root = root;
  }

  static OpenApiDocument parse(String document) {
    try {
      JsonNode root = EdfiJson.MAPPER.readTree(document);
      if (root.path("paths").isObject()) {
        return new OpenApiDocument(root);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The OpenAPI document is not JSON" + EdfiJson.place(e.getLocation()) + ".", e);
    }
    throw new IllegalArgumentException("The OpenAPI document must be an object with paths.");
  }

  /** Every collection whose records have a known shape. */
  List<ResourceModel> resources() {
    List<ResourceModel> found = new ArrayList<>();
    root.get("paths")
        .fields()
        .forEachRemaining(path -> resource(path.getKey(), path.getValue()).ifPresent(found::add));
    return found;
  }

  private Optional<ResourceModel> resource(String path, JsonNode operations) {
    Optional<ResourceName> name = nameOf(path);
    JsonNode schema = schemaOf(operations);
    if (name.isEmpty() || schema.isMissingNode()) {
      return Optional.empty();
    }
    Schemas schemas = new Schemas(this);
    List<Property> properties = schemas.recordProperties(schema);
    Set<String> filters = new LinkedHashSet<>();
    Set<String> marked = new LinkedHashSet<>();
    queryNames(operations.path("get"), filters, marked);
    Set<String> referredBy = new LinkedHashSet<>();
    schemas.ownReference(schema).forEach(property -> referredBy.add(property.name()));
    Identity identity = Identity.of(name.get(), properties, marked, referredBy, filters);
    return Optional.of(
        new ResourceModel(
            name.get(), properties, identity.parts(), identity.guessed(), List.copyOf(filters)));
  }

  /** The last two parts of a collection's path, whatever the server puts before them. */
  private static Optional<ResourceName> nameOf(String path) {
    String[] parts = path.split("/", -1);
    int last = parts.length - 1;
    if (last < 1
        || path.indexOf('{') >= 0
        || NOT_RESOURCES.contains(parts[last].toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ResourceName(parts[last - 1], parts[last]));
    } catch (IllegalArgumentException notAResource) {
      return Optional.empty();
    }
  }

  /** The schema of a record: what may be posted, else what is answered; missing without either. */
  private JsonNode schemaOf(JsonNode operations) {
    JsonNode post = operations.path("post");
    for (JsonNode parameter : post.path("parameters")) {
      JsonNode resolved = resolve(parameter);
      if (resolved.path("in").asText().equals("body")) {
        return itemOf(resolved.path("schema"));
      }
    }
    JsonNode body = itemOf(contentOf(resolve(post.path("requestBody"))));
    if (!body.isMissingNode()) {
      return body;
    }
    JsonNode answer = resolve(operations.path("get").path("responses").path("200"));
    JsonNode old = itemOf(answer.path("schema"));
    return old.isMissingNode() ? itemOf(contentOf(answer)) : old;
  }

  /** The schema of the first content type there is. */
  private static JsonNode contentOf(JsonNode message) {
    for (JsonNode content : message.path("content")) {
      return content.path("schema");
    }
    return MissingNode.getInstance();
  }

  private JsonNode itemOf(JsonNode schema) {
    JsonNode resolved = resolve(schema);
    return resolved.has("items") ? resolved.get("items") : schema;
  }

  private void queryNames(JsonNode get, Set<String> filters, Set<String> marked) {
    for (JsonNode each : get.path("parameters")) {
      JsonNode parameter = resolve(each);
      if (parameter.path("in").asText().equals("query")) {
        String name = parameter.path("name").asText();
        filters.add(name);
        if (isIdentity(parameter) || isIdentity(parameter.path("schema"))) {
          marked.add(name);
        }
      }
    }
  }

  static boolean isIdentity(JsonNode described) {
    return described.path(IDENTITY).asBoolean(false);
  }

  /** What a node stands for: itself, or what its {@code $ref} points at in this document. */
  JsonNode resolve(JsonNode node) {
    JsonNode current = node;
    // A reference that points at references in a circle ends somewhere, not right, but at once.
    for (int hop = 0; hop < EdfiJson.MAX_DEPTH && current.path("$ref").isTextual(); hop++) {
      String ref = current.get("$ref").textValue();
      current = ref.startsWith("#/") ? root.at(ref.substring(1)) : MissingNode.getInstance();
    }
    return current;
  }

  /** The schema a pointer into this document stands for; missing when there is none. */
  JsonNode at(String ref) {
    return ref.startsWith("#/") ? resolve(root.at(ref.substring(1))) : MissingNode.getInstance();
  }
}
