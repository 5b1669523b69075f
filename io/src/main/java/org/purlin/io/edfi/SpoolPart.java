package org.purlin.io.edfi;

import java.io.Serializable;

/**
 * Rows of one file for one district, waiting in a temporary file.
 *
 * @param file the input file's place in the input
 * @param number of this part among those of the file
 * @param name of the temporary file
 * @param rows in it
 * @param sha256 of the whole input file, hexadecimal
 */
record SpoolPart(int file, int number, String name, long rows, String sha256)
    implements Serializable {}
