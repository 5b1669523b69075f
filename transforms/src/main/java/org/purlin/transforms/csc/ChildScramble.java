package org.purlin.transforms.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes records for a rehearsal out of real ones: of the same shape, about nobody. The same key
 * gives the same result every night, so that what changed in a record is what changed in its
 * scrambled one.
 *
 * <p>Ids become keyed hashes, the same id the same hash, so that references hold. A person's dates
 * move by one number of days, so that their order and distances hold. Names, postcodes, pupil
 * numbers, codes and scores are replaced by invented or other allowed ones; any other text or
 * number by signs. Key names, structure, booleans, and the codes for "none recorded" stay.
 *
 * <p>Whoever has the key can find a person again by trying; keep it as secret as the records. May
 * be used from many threads at once.
 */
public final class ChildScramble {

  private final byte[] key;
  private final Map<String, List<String>> codes = RuleFile.standard().codes();

  /**
   * Scrambles with a key.
   *
   * @param key of the HMAC; not empty
   * @throws IllegalArgumentException when the key is empty
   */
  public ChildScramble(byte[] key) {
    if (key.length == 0) {
      throw new IllegalArgumentException("The key to scramble with must not be empty.");
    }
    this.key = key.clone();
  }

  /**
   * A scrambled record.
   *
   * @param unchangedPaths where a value came out as it was, such as booleans other than {@code
   *     purge}; null is no value
   */
  public record Result(ObjectNode child, List<String> unchangedPaths) {}

  /**
   * Scrambles one record.
   *
   * @param personKey names the person, the same every night; it decides by how many days dates move
   *     and which values are chosen
   */
  public Result of(ObjectNode child, String personKey) {
    List<String> unchanged = new ArrayList<>();
    ScrambledValues values = new ScrambledValues(new ScrambleHash(key), codes, personKey);
    return new Result(object("", child, values, unchanged), List.copyOf(unchanged));
  }

  private static ObjectNode object(
      String path, ObjectNode object, ScrambledValues values, List<String> unchanged) {
    ObjectNode scrambled = JsonNodeFactory.instance.objectNode();
    object
        .fields()
        .forEachRemaining(
            field -> {
              String key = field.getKey();
              scrambled.set(
                  key, value(Paths.inner(path, key), key, field.getValue(), values, unchanged));
            });
    return scrambled;
  }

  private static JsonNode value(
      String path, String key, JsonNode value, ScrambledValues values, List<String> unchanged) {
    if (value instanceof ObjectNode object) {
      return object(path, object, values, unchanged);
    }
    if (value instanceof ArrayNode list) {
      ArrayNode scrambled = JsonNodeFactory.instance.arrayNode(list.size());
      for (int i = 0; i < list.size(); i++) {
        scrambled.add(value(Paths.item(path, i), key, list.get(i), values, unchanged));
      }
      return scrambled;
    }
    JsonNode scrambled = values.of(key, value);
    if (scrambled.equals(value) && !value.isNull() && !key.equals(ChildShape.PURGE)) {
      unchanged.add(path);
    }
    return scrambled;
  }
}
