package org.purlin.sandbox.csc;

import java.time.Instant;
import java.util.List;

/**
 * A post as the receiver saw and answered it. Posts that a queued fault answered in the receiver's
 * place are not among them.
 *
 * @param at when it was answered, by the sandbox's clock
 * @param receiver where it was sent
 * @param status what it got; 200 exactly when its records were accepted
 * @param children the ids of its records, as far as it could be read; an empty text where a record
 *     has none
 * @param body as it came
 */
public record Post(Instant at, Receiver receiver, int status, List<String> children, String body) {

  /** Keeps a copy of the ids. */
  public Post {
    children = List.copyOf(children);
  }

  /** Whether its records were accepted. */
  public boolean accepted() {
    return status == 200;
  }

  /** Leaves out the body. */
  @Override
  public String toString() {
    return "Post[" + receiver + ", status=" + status + ", records=" + children.size() + "]";
  }
}
