package org.purlin.io.csc;

import java.util.List;

/**
 * What a bucket of children amounts to.
 *
 * @param rows rows compared
 * @param unchanged rows whose child the receiver holds as it is
 * @param gone rows marked Deleted of children the receiver does not hold
 * @param unkeyed rows of which it is not known whose they are
 * @param candidates everything else, with what is to be done
 */
record Differences(long rows, long unchanged, long gone, long unkeyed, List<Candidate> candidates)
    implements NightPart {

  private static final long serialVersionUID = 1L;
}
