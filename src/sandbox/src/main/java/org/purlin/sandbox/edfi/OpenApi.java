package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.purlin.sandbox.Answer;

/** The OpenAPI documents: one of the resources, one of the descriptors. */
final class OpenApi {

  static final String RESOURCES = "resources/swagger.json";
  static final String DESCRIPTORS = "descriptors/swagger.json";

  private static final String SCHEMAS = "#/components/schemas/";

  private static final String IDENTITY = "x-Ed-Fi-isIdentity";

  private OpenApi() {}

  /** The list of documents. */
  static Answer list(String metadata) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    String base = metadata.endsWith("/") ? metadata : metadata + "/";
    list.addObject()
        .put("name", "Resources")
        .put("endpointUri", base + RESOURCES)
        .put("prefix", "");
    list.addObject()
        .put("name", "Descriptors")
        .put("endpointUri", base + DESCRIPTORS)
        .put("prefix", "");
    return Answer.json(200, list.toString());
  }

  /**
   * One document.
   *
   * @param marks whether the parameters that make up the identity are marked
   */
  static Answer document(boolean descriptors, String dataUrl, boolean marks) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("openapi", "3.0.1");
    root.putObject("info")
        .put("title", descriptors ? "Descriptors" : "Resources")
        .put("version", "3");
    root.putArray("servers").addObject().put("url", dataUrl);
    ObjectNode paths = root.putObject("paths");
    ObjectNode schemas = root.putObject("components").putObject("schemas");
    ObjectNode link = schemas.putObject("link").put("type", "object").putObject("properties");
    link.putObject("rel").put("type", "string");
    link.putObject("href").put("type", "string");
    for (Resource resource : Model.get().resources()) {
      if (resource.isDescriptor() == descriptors) {
        paths(paths, resource, marks);
        schema(schemas, resource);
      }
    }
    return Answer.json(200, root.toString());
  }

  private static void paths(ObjectNode paths, Resource resource, boolean marks) {
    ObjectNode collection = paths.putObject("/ed-fi/" + resource.name());
    ObjectNode get = collection.putObject("get");
    parameters(get.putArray("parameters"), resource, marks);
    content(get.putObject("responses").putObject("200"))
        .put("type", "array")
        .putObject("items")
        .put("$ref", SCHEMAS + resource.schema());
    if (!resource.readOnly()) {
      ObjectNode post = collection.putObject("post");
      content(post.putObject("requestBody").put("required", true))
          .put("$ref", SCHEMAS + resource.schema());
      post.putObject("responses").putObject("201");
    }
    content(
            paths
                .putObject("/ed-fi/" + resource.name() + "/{id}")
                .putObject("get")
                .putObject("responses")
                .putObject("200"))
        .put("$ref", SCHEMAS + resource.schema());
  }

  /** Each bare name once, however many references have it. */
  private static void parameters(ArrayNode parameters, Resource resource, boolean marks) {
    Map<String, Kind> leaves = new LinkedHashMap<>();
    for (Property property : resource.properties()) {
      List<Property> own =
          property.kind() == Kind.REFERENCE ? property.members() : List.of(property);
      own.stream()
          .filter(leaf -> leaf.kind().scalar())
          .forEach(leaf -> leaves.putIfAbsent(leaf.name(), leaf.kind()));
    }
    List<String> key = resource.keyLeaves().stream().map(Property::name).toList();
    leaves.forEach(
        (name, kind) -> {
          ObjectNode parameter = parameters.addObject().put("name", name).put("in", "query");
          type(parameter.putObject("schema"), kind);
          if (marks && key.contains(name)) {
            parameter.put(IDENTITY, true);
          }
        });
  }

  private static ObjectNode content(ObjectNode of) {
    return of.putObject("content").putObject("application/json").putObject("schema");
  }

  private static void schema(ObjectNode schemas, Resource resource) {
    ObjectNode schema = schemas.putObject(resource.schema()).put("type", "object");
    schema.putObject("properties").putObject("id").put("type", "string");
    fill(schemas, schema, resource.properties(), resource.schema(), true);
    ObjectNode properties = (ObjectNode) schema.get("properties");
    properties.putObject("_etag").put("type", "string");
    properties
        .putObject("_lastModifiedDate")
        .put("type", "string")
        .put("format", "date-time")
        .put("readOnly", true);
  }

  private static void fill(
      ObjectNode schemas, ObjectNode schema, List<Property> all, String name, boolean top) {
    ArrayNode required = JsonNodeFactory.instance.arrayNode();
    ObjectNode properties = schema.withObject("/properties");
    for (Property property : all) {
      ObjectNode one = properties.putObject(property.name());
      describe(schemas, one, property, name);
      if (property.key() && top && property.kind().scalar()) {
        one.put(IDENTITY, true);
      }
      if (property.required()) {
        required.add(property.name());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
  }

  private static void describe(
      ObjectNode schemas, ObjectNode one, Property property, String owner) {
    switch (property.kind()) {
      case REFERENCE -> one.put("$ref", SCHEMAS + reference(schemas, property));
      case LIST -> {
        String item = owner + pascal(singular(property.name()));
        fill(
            schemas,
            schemas.putObject(item).put("type", "object"),
            property.members(),
            item,
            false);
        one.put("type", "array").putObject("items").put("$ref", SCHEMAS + item);
      }
      case OBJECT -> {
        String part = owner + pascal(property.name());
        fill(
            schemas,
            schemas.putObject(part).put("type", "object"),
            property.members(),
            part,
            false);
        one.put("$ref", SCHEMAS + part);
      }
      default -> type(one, property.kind());
    }
  }

  private static String reference(ObjectNode schemas, Property property) {
    String entity = Model.get().targetEntity(property);
    String name =
        "edFi_" + Character.toLowerCase(entity.charAt(0)) + entity.substring(1) + "Reference";
    ObjectNode schema = schemas.putObject(name).put("type", "object");
    fill(schemas, schema, property.members(), name, true);
    schema.withObject("/properties").putObject("link").put("$ref", SCHEMAS + "link");
    return name;
  }

  private static void type(ObjectNode one, Kind kind) {
    switch (kind) {
      case INTEGER -> one.put("type", "integer").put("format", "int32");
      case NUMBER -> one.put("type", "number").put("format", "double");
      case BOOLEAN -> one.put("type", "boolean");
      case DATE -> one.put("type", "string").put("format", "date");
      case DATETIME -> one.put("type", "string").put("format", "date-time");
      default -> one.put("type", "string");
    }
  }

  private static String singular(String plural) {
    if (plural.endsWith("ies")) {
      return plural.substring(0, plural.length() - 3) + "y";
    }
    return plural.substring(0, plural.length() - (plural.endsWith("sses") ? 2 : 1));
  }

  private static String pascal(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
