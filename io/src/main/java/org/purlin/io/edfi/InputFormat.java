package org.purlin.io.edfi;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * How the rows of an input are read.
 *
 * <p>A JSON line that has the payload column is an envelope: the other columns stand beside the
 * payload, which is an object or its text. Any other JSON line is a payload itself, of the default
 * resource, or else of the resource the file is named after.
 *
 * @param kind of the files; null: by each file's ending
 * @param payloadColumn holds the record
 * @param resourceColumn holds its resource, such as {@code students} or {@code tpdm/candidates}
 * @param districtColumn holds the key of the district it goes to
 * @param idColumn holds the server's id of the record; only for deletions, null for a push: there a
 *     record's own {@code id} means nothing
 * @param keyColumns are copied to the results
 * @param statusColumn says of a row that something was wrong with it before
 * @param skipStatuses rows with these statuses are not sent; compared without case
 * @param defaultResource of rows that name none; null: the file's name
 * @param defaultDistrict of rows that name none; null: there must be a column
 */
public record InputFormat(
    Kind kind,
    String payloadColumn,
    String resourceColumn,
    String districtColumn,
    String idColumn,
    List<String> keyColumns,
    String statusColumn,
    Set<String> skipStatuses,
    String defaultResource,
    String defaultDistrict)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The kinds of files. */
  public enum Kind {
    JSON_LINES,
    CSV;

    /** What a file's name says; JSON lines unless it ends with {@code .csv}. */
    static Kind of(String file) {
      return file.toLowerCase(java.util.Locale.ROOT).endsWith(".csv") ? CSV : JSON_LINES;
    }
  }

  public InputFormat {
    keyColumns = List.copyOf(keyColumns);
    skipStatuses = Set.copyOf(skipStatuses);
  }

  /** Envelopes with payload, resource and district; statuses error and warning are skipped. */
  public static InputFormat usual() {
    return new InputFormat(
        null,
        "payload",
        "resource",
        "district",
        "id",
        List.of(),
        "row status",
        Set.of("error", "warning"),
        null,
        null);
  }
}
