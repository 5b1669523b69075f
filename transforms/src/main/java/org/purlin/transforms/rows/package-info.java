/**
 * Turns JSON records into rows of a landing table.
 *
 * <p>A {@link org.purlin.transforms.rows.Table} says once which columns a table has; the row
 * format, the manifest, the data dictionary and the privacy filter all come from it. {@link
 * org.purlin.transforms.rows.RowFlattener} makes one row of one JSON object in a single pass, loses
 * no key and keeps every number exact: what a table does not know, or what has not the type its
 * column asks for, goes to the {@code _extra} column and into the {@link
 * org.purlin.transforms.rows.Drift} report.
 */
package org.purlin.transforms.rows;
