package org.purlin.io.csc;

import java.io.Serializable;

/**
 * Children with {@code from <= child_hash < to}, compared as texts.
 *
 * @param from leading hex characters
 * @param to leading hex characters, or {@code g}, which is after all of them
 */
public record HashRange(String from, String to) implements Serializable {}
