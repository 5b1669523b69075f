package org.purlin.io.staging;

import java.io.Serializable;

/**
 * Rows with {@code from <= id < to}.
 *
 * @param from the first id
 * @param to the first id that is not meant
 */
public record IdRange(long from, long to) implements Serializable {}
