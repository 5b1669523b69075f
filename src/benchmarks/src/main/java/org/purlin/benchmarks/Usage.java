package org.purlin.benchmarks;

/**
 * What one process took.
 *
 * @param seconds from its start to its end
 * @param cpuSeconds of all its threads and of the processes it waited for, user and system
 * @param peakRssBytes the most memory it had resident at once
 */
record Usage(double seconds, double cpuSeconds, long peakRssBytes) {}
