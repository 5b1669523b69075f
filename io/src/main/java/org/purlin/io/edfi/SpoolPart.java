package org.purlin.io.edfi;

import java.io.Serializable;

/**
 * Rows of one file for one district, waiting in a temporary file.
 *
 * @param file the input file's place in the input
 * @param name of the temporary file
 * @param rows in it
 */
record SpoolPart(int file, String name, long rows) implements Serializable {}
