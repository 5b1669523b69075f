package org.purlin.sandbox.edfi;

import java.time.Instant;

/**
 * One POST of a record that reached the server.
 *
 * @param at when it was answered, by the machine's clock
 * @param resource the collection, for example {@code students}
 * @param key the natural key as {@link EdfiDistrict#records} writes it; empty when the body had
 *     none
 * @param status what it was answered
 */
public record EdfiPost(Instant at, String resource, String key, int status) {}
