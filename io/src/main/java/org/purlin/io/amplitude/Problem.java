package org.purlin.io.amplitude;

import java.io.Serializable;

/**
 * Something of the input that did not land.
 *
 * @param where archive and member, or hours, in the user's spelling
 * @param what went wrong, without quoting data
 */
public record Problem(String where, String what) implements Serializable {}
