package org.purlin.io.csc;

/**
 * What a taker of the lease has in hand. Each taking makes a new one, also by the same run, so that
 * of two attempts of one run only the later one goes on.
 *
 * @param runId the run
 * @param version of the lock's row since it was taken
 */
record LeaseToken(String runId, long version) {}
