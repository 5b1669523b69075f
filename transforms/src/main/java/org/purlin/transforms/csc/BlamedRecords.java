package org.purlin.transforms.csc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purlin.transforms.rows.BadRecordException;

/**
 * Reads which records of a batch a refusal names. How the receiver writes it is not published; what
 * is known is that {@code [n]} counts the batch from zero.
 */
public final class BlamedRecords {

  /**
   * A path with an index, whole, so that the indexes inside a record are not taken for more
   * records: what stands before the index, the index, and the rest such as {@code .a[2]['b']}. No
   * more than six digits, which no batch has and no number overflows. It begins where a word begins
   * and never steps back, so that a body of any kind is read in one go.
   */
  private static final Pattern PATH =
      Pattern.compile(
          "(?<![$\\w.])([$\\w.]*+)\\[(\\d{1,6})\\]"
              + "(?:\\.[\\w-]+|\\[\\d+\\]|\\['[^'\\]]{0,100}'\\]|\\[\"[^\"\\]]{0,100}\"\\])*");

  private BlamedRecords() {}

  /**
   * The positions that a body blames, from zero, below the size of the batch. Only the first index
   * of a path counts, and none of a path that begins inside a record ({@code
   * social_care_episodes[2].closure_reason}). Empty when the body names nobody.
   *
   * @param body free text or JSON, of which keys and texts are read
   */
  public static SortedSet<Integer> in(String body, int batchSize) {
    SortedSet<Integer> blamed = new TreeSet<>();
    if (body != null) {
      try {
        JsonNode json = ChildJson.parseAny(body);
        addTexts(json, batchSize, blamed);
      } catch (BadRecordException freeText) {
        addPaths(body, batchSize, blamed);
      }
    }
    return Collections.unmodifiableSortedSet(blamed);
  }

  private static void addTexts(JsonNode json, int batchSize, SortedSet<Integer> blamed) {
    if (json.isTextual()) {
      addPaths(json.textValue(), batchSize, blamed);
    }
    json.fieldNames().forEachRemaining(key -> addPaths(key, batchSize, blamed));
    json.forEach(inner -> addTexts(inner, batchSize, blamed));
  }

  private static void addPaths(String text, int batchSize, SortedSet<Integer> blamed) {
    Matcher paths = PATH.matcher(text);
    while (paths.find()) {
      int position = Integer.parseInt(paths.group(2));
      if (position < batchSize && !beginsInsideRecord(paths.group(1))) {
        blamed.add(position);
      }
    }
  }

  private static boolean beginsInsideRecord(String beforeIndex) {
    for (String key : beforeIndex.split("\\.", -1)) {
      if (ChildShape.isContainer(key)) {
        return true;
      }
    }
    return false;
  }
}
