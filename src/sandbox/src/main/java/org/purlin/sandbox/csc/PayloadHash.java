package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the populate script hashes to see whether a child changed: SHA-256 of UTF-16LE text. */
public enum PayloadHash {
  /** The payload as it is written into the table. */
  WHOLE {
    @Override
    byte[] of(ObjectNode payload) {
      return sha256(payload.toString());
    }
  },

  /**
   * The current script's smaller "semantic" projection. Changes in what it leaves out are not seen:
   * pupil numbers, mis_child_id, assessment factors, the reasons of placements, whether a
   * conference is required, and every id.
   */
  SEMANTIC {
    @Override
    byte[] of(ObjectNode payload) {
      ObjectNode projection = payload.deepCopy();
      project(projection);
      return sha256(projection.toString());
    }
  };

  private static final Set<String> IGNORED =
      Set.of(
          "unique_pupil_number",
          "former_unique_pupil_number",
          "unique_pupil_number_unknown_reason",
          "factors",
          "icpc_required_flag",
          "start_reason",
          "end_reason",
          "change_reason");

  abstract byte[] of(ObjectNode payload);

  private static void project(JsonNode part) {
    if (part instanceof ObjectNode object) {
      List<String> ignored = new ArrayList<>();
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (IGNORED.contains(field.getKey()) || field.getKey().endsWith("_id")) {
          ignored.add(field.getKey());
        }
      }
      object.remove(ignored);
    }
    part.forEach(PayloadHash::project);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_16LE));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
