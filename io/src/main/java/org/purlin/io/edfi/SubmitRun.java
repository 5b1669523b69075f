package org.purlin.io.edfi;

import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.Storage;

/**
 * What a push or a deletion needs to know. Immutable, holds references to secrets only, travels in
 * the job graph.
 *
 * @param runId name of the run
 * @param mode what is done with the rows
 * @param inputs names of the files, in the order their rows count
 * @param format how they are read
 * @param districts where rows may go
 * @param settings how the districts' servers are spoken to
 * @param commit whether anything is written; otherwise the run only looks
 * @param compare whether the server is asked what it holds before
 * @param duplicates what to do with several rows of one natural key
 * @param resend which rows are sent that earlier runs have sent
 * @param landing where results go
 * @param ledgers directory of the submission ledgers
 * @param proof file that the run leaves when it ended well
 */
public record SubmitRun(
    String runId,
    Mode mode,
    List<String> inputs,
    InputFormat format,
    List<District> districts,
    EdfiSettings settings,
    boolean commit,
    boolean compare,
    Duplicates duplicates,
    Resend resend,
    FileLanding landing,
    String ledgers,
    String proof)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Where rows without a known district go; no district's key begins like this. */
  private static final String NO_DISTRICT = "_none";

  /** What is done with rows. */
  public enum Mode {
    PUSH,
    DELETE
  }

  /** Several rows of one natural key in one input. */
  public enum Duplicates {
    /** They are sent one after the other, as they stand in the input; the last one stays. */
    ORDER,
    /** None of them is sent. */
    REJECT
  }

  /** Which rows are sent that earlier runs have sent. */
  public enum Resend {
    /** All that are not proven delivered as they are now. */
    UNPROVEN,
    /**
     * Only those that no earlier run delivered or left without a clear answer: rejected ones, and
     * those that never came to be sent.
     */
    REJECTED,
    /** Only those without a clear answer. */
    UNKNOWN,
    /** All, also those that are proven delivered. */
    ALL
  }

  public SubmitRun {
    inputs = List.copyOf(inputs);
    districts = List.copyOf(districts);
  }

  /**
   * The window of the results of a district.
   *
   * @param district its key; empty for rows without one
   */
  public static String window(String runId, String district) {
    return runId + "/" + (district.isEmpty() ? NO_DISTRICT : district);
  }

  Optional<District> district(String key) {
    return districts.stream().filter(district -> district.key().equals(key)).findFirst();
  }

  /**
   * A file of the input as people know it: by its name, or by all of it where that is not clear.
   */
  String shown(int file) {
    String name = Storage.fileName(inputs.get(file));
    boolean isClear =
        inputs.stream().filter(input -> Storage.fileName(input).equals(name)).count() == 1;
    return isClear ? name : inputs.get(file);
  }

  /**
   * Directory of the submission ledger of a district at a server. What one server took says nothing
   * of another, where the same district may be tomorrow.
   *
   * @param data address of its data
   */
  String ledger(String district, URI data) {
    return Storage.resolve(ledgers, district + "/" + PullHash.of(data.toString()));
  }
}
