package org.purlin.io.edfi;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.IfExists;
import org.purlin.io.landing.Storage;
import org.purlin.io.secret.Secret;
import org.purlin.transforms.edfi.Children;
import org.purlin.transforms.edfi.ResourceName;

/**
 * What a pull needs to know. Immutable, holds references to secrets only, travels in the job graph.
 *
 * @param runId name of the run
 * @param districts whose records are pulled
 * @param settings how the districts' servers are spoken to
 * @param resources that are pulled; empty: all that a server says it has, except descriptors
 * @param descriptors whether all descriptors that a server says it has are pulled too
 * @param landing where rows go; a district's rows of a table always take the place of its earlier
 *     ones, whatever the landing does with windows that exist
 * @param state directory of what runs leave for the next ones
 * @param children what becomes of the lists of a record
 * @param body whether each row has the whole record too
 * @param redaction what is not written: columns and paths, each with :drop or :hash; null is none
 * @param redactKey key of hashed values; null when nothing is hashed
 * @param full whether everything is read again although only changes could be
 * @param partitions into how many parts a resource is cut where the server can; at least 1
 * @param pageSize records asked for at once; 0: the usual most, or what the server allows
 * @param paging how servers are paged through
 * @param proof file that the run leaves when it came to its end
 */
public record PullRun(
    String runId,
    List<District> districts,
    EdfiSettings settings,
    List<ResourceName> resources,
    boolean descriptors,
    FileLanding landing,
    String state,
    Children children,
    boolean body,
    String redaction,
    Secret redactKey,
    boolean full,
    int partitions,
    int pageSize,
    Paging paging,
    String proof)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** A server gives at most this many tokens. */
  public static final int MOST_PARTITIONS = 200;

  /** How a server is paged through. */
  public enum Paging {
    /** As well as it can: by partitions, by cursor, by windows of changes, by offset. */
    AUTO,
    /** By partitions or by cursor, or not at all. */
    CURSOR,
    /** By offset, where there are many records in windows of changes. */
    OFFSET
  }

  public PullRun {
    districts = List.copyOf(districts);
    resources = List.copyOf(resources);
    landing =
        new FileLanding(landing.root(), landing.runId(), IfExists.REPLACE, landing.warehouse());
    if (partitions < 1 || partitions > MOST_PARTITIONS) {
      throw new IllegalArgumentException(
          "The number of partitions must be 1 to " + MOST_PARTITIONS + ", but was: " + partitions);
    }
    if (pageSize < 0) {
      throw new IllegalArgumentException(
          "The page size must be 0 (the usual) or more, but was: " + pageSize);
    }
  }

  District district(String key) {
    return districts.stream()
        .filter(district -> district.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  /** Whether a resource was asked for by its name, so that it must be readable. */
  boolean asksFor(ResourceName name) {
    return resources.stream().anyMatch(asked -> asked.folded().equals(name.folded()));
  }

  /** The key of hashed values, resolved where it is needed; null when nothing is hashed. */
  byte[] hashKey() {
    return redactKey == null ? null : redactKey.resolve().getBytes(StandardCharsets.UTF_8);
  }

  boolean redacts() {
    return redaction != null && !redaction.isBlank();
  }

  /** Whether rows cannot be found by the server's id, because it is written as a hash. */
  boolean hidesIds() {
    return redacts()
        && Arrays.stream(redaction.split(",", -1)).anyMatch(rule -> rule.strip().startsWith("id:"));
  }

  /** File of what is known of a resource of a district. */
  String watermark(PullTarget target) {
    return Storage.resolve(
        state, "edfi/" + target.district() + "/" + target.resource().tableName() + ".json");
  }
}
