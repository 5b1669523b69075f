/**
 * Reads Amplitude's <a href="https://amplitude.com/docs/apis/analytics/export">Export API</a>.
 *
 * <p>Amplitude answers one request with a zip of gzipped JSON-lines files for a range of whole
 * hours, UTC, both ends inclusive; the hour is that of {@code server_upload_time}, so an hour once
 * complete does not change. {@link org.purlin.io.amplitude.AmplitudeIO} asks for as many hours at
 * once as Amplitude lets it, halves the range when it is too much (status 400 or 504), and lands
 * each archive untouched. The members of an hour are then flattened together into one window of
 * rows.
 *
 * <p>Hours are the unit of everything: of the ledger, of duplicates, of replacing what was landed.
 * Amplitude refuses archives over 4 GB and, over all of its REST API, more than 5 requests at once.
 */
package org.purlin.io.amplitude;
