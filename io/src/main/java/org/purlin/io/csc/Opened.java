package org.purlin.io.csc;

import java.time.Instant;
import java.util.List;

/**
 * What was found and done before anything was read.
 *
 * @param rows in the staging table
 * @param adopted children taken as held, on the first run
 * @param notAdopted rows that may have been sent and could not be read
 * @param recovered records of earlier runs that were settled as accepted
 * @param recoveredRefused records of earlier runs that were settled as refused
 * @param warnings about the table's shape
 * @param began when the run's first step began
 * @param ended when it was done
 * @param stopped why the receiver could not be asked further; null when it could
 */
record Opened(
    long rows,
    long adopted,
    long notAdopted,
    long recovered,
    long recoveredRefused,
    List<String> warnings,
    Instant began,
    Instant ended,
    String stopped)
    implements NightPart {

  private static final long serialVersionUID = 1L;
}
