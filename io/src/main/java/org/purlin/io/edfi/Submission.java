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
 * @param key hash of resource and natural key, hexadecimal; null when it is not known
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
    String payload,
    int attempts) {

  Submission withAttempts(int number) {
    return new Submission(file, line, schema, resource, id, keys, body, key, payload, number);
  }

  /** With a natural key found on the way; the same when none was. */
  Submission withKey(String hash) {
    return hash == null
        ? this
        : new Submission(file, line, schema, resource, id, keys, body, hash, payload, attempts);
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
