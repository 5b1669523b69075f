package org.purlin.transforms.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Says what is wrong with a record before it is sent, in words for those who can correct it. It
 * checks whole records as they are built, not the ones made of them for sending: these hold nulls
 * and purges of which a record knows nothing. Null counts as absent.
 *
 * <p>Making one takes a moment; it may then be used from many threads at once.
 */
public final class ChildRules {

  /** The factor "none found". */
  private static final String NO_FACTORS = "21";

  private final RuleFile rules;
  private final SchemaComplaints schema;

  private ChildRules(RuleFile rules) {
    this.rules = rules;
    this.schema = new SchemaComplaints(rules);
  }

  /** The rules that come with the product, as far as public code shows those of the receiver. */
  public static ChildRules standard() {
    return new ChildRules(RuleFile.standard());
  }

  /**
   * A user's own rules: a JSON Schema in the form of the standard one.
   *
   * @throws IllegalArgumentException with a sentence when the file cannot be used
   */
  public static ChildRules of(byte[] schemaFile) {
    return new ChildRules(RuleFile.of(schemaFile));
  }

  /** Everything that is wrong; empty when the record may be sent. */
  public List<Complaint> check(ObjectNode child) {
    JsonNode present = withoutNulls(child);
    List<Complaint> found = schema.of(present);
    checkObject("", present, found);
    return List.copyOf(found);
  }

  private void checkObject(String path, JsonNode object, List<Complaint> found) {
    object
        .fields()
        .forEachRemaining(
            field ->
                checkValue(
                    Paths.inner(path, field.getKey()), field.getKey(), field.getValue(), found));
  }

  private void checkValue(String path, String key, JsonNode value, List<Complaint> found) {
    if (value.isTextual()) {
      checkText(path, key, value.textValue(), found);
    } else if (value.isObject()) {
      checkObject(path, value, found);
    } else if (value.isArray()) {
      checkList(path, key, value, found);
    }
  }

  private void checkList(String path, String key, JsonNode list, List<Complaint> found) {
    String idKey = ChildShape.isIdList(key) ? ChildShape.idKey(key, null, list) : null;
    Set<JsonNode> ids = new HashSet<>();
    boolean noFactors = false;
    for (int i = 0; i < list.size(); i++) {
      JsonNode item = list.get(i);
      String place = Paths.item(path, i);
      if (idKey != null && item.hasNonNull(idKey) && !ids.add(item.get(idKey))) {
        found.add(
            new Complaint(
                Paths.inner(place, idKey),
                "duplicateId",
                "is the id of an earlier item of the same list too"));
      }
      noFactors |= item.asText().equals(NO_FACTORS);
      checkValue(place, key, item, found);
    }
    if (rules.noFactorsStandsAlone() && key.equals("factors") && noFactors && list.size() > 1) {
      found.add(
          new Complaint(
              path, "notAlone", "holds " + NO_FACTORS + " (none found) beside other factors"));
    }
  }

  private void checkText(String path, String key, String text, List<Complaint> found) {
    if (rules.refuses0xInIds()
        && key.endsWith(ChildShape.ID_SUFFIX)
        && text.toLowerCase(Locale.ROOT).contains("0x")) {
      found.add(
          new Complaint(
              path,
              "firewall",
              "holds 0x, which the receiver's firewall is known to refuse; give it another id"));
    }
    if (hasHalfCharacter(text)) {
      found.add(
          new Complaint(
              path, "brokenText", "holds half a character, which cannot be sent; type it again"));
    }
  }

  /** True for a text that has no UTF-8. */
  private static boolean hasHalfCharacter(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private static JsonNode withoutNulls(JsonNode value) {
    if (value instanceof ObjectNode object) {
      ObjectNode present = JsonNodeFactory.instance.objectNode();
      object
          .fields()
          .forEachRemaining(
              field -> {
                if (!field.getValue().isNull()) {
                  present.set(field.getKey(), withoutNulls(field.getValue()));
                }
              });
      return present;
    }
    if (value instanceof ArrayNode list) {
      ArrayNode present = JsonNodeFactory.instance.arrayNode(list.size());
      list.forEach(item -> present.add(withoutNulls(item)));
      return present;
    }
    return value;
  }
}
