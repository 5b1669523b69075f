package org.purlin.transforms.rest;

/**
 * What one path found in one page.
 *
 * @param found records handed on
 * @param rejected places that held something other than a record
 * @param barren elements of the path's first star that gave nothing, neither a record nor a
 *     rejection: what leads to the records is missing, null or empty there
 * @param nulls nulls that stood in the place of a record; they give no record
 */
public record Tally(long found, long rejected, long barren, long nulls) {}
