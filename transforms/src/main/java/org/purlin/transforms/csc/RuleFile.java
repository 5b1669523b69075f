package org.purlin.transforms.csc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A file of rules: a JSON Schema (2020-12) of one child, with two keys of ours. {@code x-settings}
 * at the top holds switches, {@code x-reasons} beside a keyword the sentence to say when it is not
 * kept.
 */
final class RuleFile {

  private static final String DIALECT = SpecificationVersion.DRAFT_2020_12.getDialectId();
  private static final String SETTINGS = "x-settings";
  private static final String REASONS = "x-reasons";
  private static final String REFUSE_0X = "refuse0xInIds";
  private static final String NO_FACTORS_ALONE = "noFactorsStandsAlone";

  private final JsonNode tree;
  private final Schema schema;

  private RuleFile(JsonNode tree, Schema schema) {
    this.tree = tree;
    this.schema = schema;
  }

  /** The rules that come with the product. */
  static RuleFile standard() {
    try (InputStream file = RuleFile.class.getResourceAsStream("child-rules.json")) {
      return of(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("The standard rules are part of the jar.", e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException with a sentence when the file cannot be used
   */
  static RuleFile of(byte[] file) {
    JsonNode tree;
    try {
      tree = ChildJson.JSON.readTree(file);
    } catch (IOException e) {
      String place =
          e instanceof JsonProcessingException json && json.getLocation() != null
              ? ", see line " + json.getLocation().getLineNr()
              : "";
      throw refused("is not valid JSON" + place, e);
    }
    if (!tree.isObject()) {
      throw refused("must be one JSON object", null);
    }
    requireDialect(tree);
    requireLocalReferences(tree);
    requireSettings(tree.path(SETTINGS));
    return new RuleFile(tree, compiled(tree));
  }

  /** What the schema says of a child. */
  List<Error> errors(JsonNode child) {
    return schema.validate(child);
  }

  /** True when {@code 0x} in an id is refused. */
  boolean refuses0xInIds() {
    return setting(REFUSE_0X, true);
  }

  /** True when factor 21, "none found", is refused beside other factors. */
  boolean noFactorsStandsAlone() {
    return setting(NO_FACTORS_ALONE, false);
  }

  private boolean setting(String name, boolean otherwise) {
    return tree.path(SETTINGS).path(name).asBoolean(otherwise);
  }

  /** The file's own sentence for a keyword at a place of the schema; null when it has none. */
  String reason(SchemaLocation place, String keyword) {
    String fragment = String.valueOf(place.getFragment());
    int end = fragment.lastIndexOf('/');
    JsonNode said =
        end < 0 ? null : tree.at(fragment.substring(0, end)).path(REASONS).path(keyword);
    return said == null || !said.isTextual() ? null : said.textValue();
  }

  /** The codes that a key of a record may have; by name of the key. */
  Map<String, List<String>> codes() {
    return CodeLists.in(tree);
  }

  private static void requireDialect(JsonNode tree) {
    String dialect = tree.path("$schema").asText(DIALECT);
    if (!dialect.equals(DIALECT)) {
      throw refused("must have the $schema " + DIALECT + " or none", null);
    }
  }

  /** Nothing outside the file is read: rules must not depend on what another host says. */
  private static void requireLocalReferences(JsonNode tree) {
    for (String keyword : List.of("$ref", "$dynamicRef")) {
      for (JsonNode reference : tree.findValues(keyword)) {
        if (reference.isTextual() && !reference.textValue().startsWith("#")) {
          throw refused("may refer to itself only, so each " + keyword + " begins with #", null);
        }
      }
    }
  }

  private static void requireSettings(JsonNode settings) {
    Iterator<Map.Entry<String, JsonNode>> fields = settings.fields();
    boolean usable = settings.isMissingNode() || settings.isObject();
    while (usable && fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      usable =
          List.of(REFUSE_0X, NO_FACTORS_ALONE).contains(field.getKey())
              && field.getValue().isBoolean();
    }
    if (!usable) {
      throw refused(
          "may set "
              + REFUSE_0X
              + " and "
              + NO_FACTORS_ALONE
              + " to true or false in "
              + SETTINGS
              + ", and nothing else",
          null);
    }
  }

  private static Schema compiled(JsonNode tree) {
    SchemaRegistryConfig settings =
        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(settings));
    List<Error> wrong = registry.getSchema(SchemaLocation.of(DIALECT)).validate(tree);
    if (!wrong.isEmpty()) {
      throw refused(
          "is not a JSON Schema: "
              + wrong.get(0).getInstanceLocation()
              + " "
              + wrong.get(0).getMessage(),
          null);
    }
    try {
      Schema schema = registry.getSchema(withoutOurs(tree));
      schema.initializeValidators();
      return schema;
    } catch (SchemaException e) {
      throw refused("is not a usable JSON Schema: " + e.getMessage(), e);
    }
  }

  /** The library warns of every key that it does not know. */
  private static JsonNode withoutOurs(JsonNode tree) {
    JsonNode copy = tree.deepCopy();
    for (JsonNode parent : copy.findParents(REASONS)) {
      ((ObjectNode) parent).remove(REASONS);
    }
    ((ObjectNode) copy).remove(SETTINGS);
    return copy;
  }

  private static IllegalArgumentException refused(String why, Exception cause) {
    return new IllegalArgumentException("The rules file " + why + ".", cause);
  }
}
