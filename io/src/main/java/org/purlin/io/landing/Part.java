package org.purlin.io.landing;

import java.io.Serializable;

/**
 * A finished file of rows that is not published yet.
 *
 * @param temporary where it lies
 * @param rows lines in it
 * @param bytes its size
 * @param sha256 of its content, hexadecimal
 */
public record Part(String temporary, long rows, long bytes, String sha256)
    implements Serializable {}
