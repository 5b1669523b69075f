package org.purlin.sandbox.amplitude;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The truth about one hour, to compare an export with.
 *
 * @param hour its start
 * @param events different events
 * @param lines lines of its files: events, verbatim copies and bad lines
 * @param badLines lines that are not JSON
 * @param uuids of the events, in the order of {@code server_upload_time}
 */
public record HourOfEvents(Instant hour, int events, int lines, int badLines, List<UUID> uuids) {}
