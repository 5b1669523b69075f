package org.purlin.transforms.csc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Records in a test's own text. */
final class Child {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Child() {}

  /** Reads JSON whose quotes may be single and whose keys may have none. */
  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** A child of whom only the sex is known, and what else is given. */
  static ObjectNode with(String more) {
    return json("{la_child_id:'C1',purge:false,child_details:{sex:'F',purge:false}" + more + "}");
  }

  /** A child with one episode, E1, that has what is given. */
  static ObjectNode withEpisode(String more) {
    return with(",social_care_episodes:[{social_care_episode_id:'E1'" + more + ",purge:false}]");
  }

  /** JSON with single quotes, so that it can be read in a test. */
  static String text(JsonNode value) {
    return ChildJson.text(value).replace('"', '\'');
  }
}
