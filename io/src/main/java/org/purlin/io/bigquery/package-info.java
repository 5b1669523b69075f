/**
 * Rows in BigQuery, window by window as they were published.
 *
 * <pre>
 * published windows ─► FindWindows ─► files ─► ReadRows ─► BigQueryIO ─► staging tables ─► PutInPlace
 * </pre>
 *
 * <p>A table in BigQuery has the columns of its landing table and {@code _window}, the path of the
 * window a row belongs to. What is published of a window is what the table holds of it: rows are
 * loaded into a staging table by load jobs, then one MERGE takes the window's earlier rows out and
 * the new ones in. So a load can be repeated, and a run that is killed anywhere leaves each window
 * as it was before or as it is published.
 */
package org.purlin.io.bigquery;
