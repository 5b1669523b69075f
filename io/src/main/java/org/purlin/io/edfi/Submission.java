package org.purlin.io.edfi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.purlin.transforms.edfi.ResourceName;

/**
 * A row that passed the checks and waits for its wave.
 *
 * @param file its file's place in the input
 * @param line of it in the file
 * @param schema of its resource
 * @param resource name of its resource
 * @param id the server's id of the record; null when the row has none
 * @param keys the key columns' values
 * @param body what is posted; null for a deletion by id
 * @param key hash of resource and natural key, hexadecimal; of resource and content where the
 *     natural key is not known; null for a deletion by id
 * @param exact whether the key is of the natural key
 * @param lane rows with the same one are sent in the order of the input; null when that does not
 *     matter
 * @param payload hash of the body's content, hexadecimal; null for a deletion
 * @param attempts that were made before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Submission(
    int file,
    long line,
    String schema,
    String resource,
    String id,
    Map<String, String> keys,
    String body,
    String key,
    boolean exact,
    String lane,
    String payload,
    int attempts) {

  /** A row that never came to be sent. */
  static Submission unsent(InputRow row) {
    return new Submission(
        row.file(),
        row.line(),
        "",
        row.resource() == null ? "" : row.resource(),
        row.id(),
        row.keys(),
        null,
        null,
        false,
        null,
        null,
        0);
  }

  Submission withAttempts(int number) {
    return new Submission(
        file, line, schema, resource, id, keys, body, key, exact, lane, payload, number);
  }

  /** With a natural key found on the way; the same when none was. */
  Submission withKey(String hash) {
    return hash == null
        ? this
        : new Submission(
            file, line, schema, resource, id, keys, body, hash, true, lane, payload, attempts);
  }

  @JsonIgnore
  ResourceName name() {
    return new ResourceName(schema, resource);
  }

  /** Where it stands; never what it holds. */
  @Override
  public String toString() {
    return resource + " of line " + line;
  }
}
