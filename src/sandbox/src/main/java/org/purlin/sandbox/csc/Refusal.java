package org.purlin.sandbox.csc;

/**
 * Why a child is always refused.
 *
 * @param path the place within its record, without the position in the batch
 * @param message what is said about it
 * @param form how the whole batch is refused then
 */
public record Refusal(String path, String message, RefusalForm form) {

  /** A place with an index of its own, which must not be taken for the position of a record. */
  private static final String PATH = "social_care_episodes[2].closure_reason";

  /** A refusal of the closure reason of a third episode. */
  public static Refusal as(RefusalForm form) {
    return new Refusal(PATH, "expected a code of its list", form);
  }
}
