/**
 * A stand-in for Amplitude's <a href="https://amplitude.com/docs/apis/analytics/export">Export
 * API</a>: {@code GET /api/2/export?start=YYYYMMDDTHH&end=YYYYMMDDTHH}.
 *
 * <p>{@link org.purlin.sandbox.amplitude.AmplitudeSandbox} is the server, {@link
 * org.purlin.sandbox.amplitude.Traffic} the invented events it has, {@link
 * org.purlin.sandbox.amplitude.ExportArchive} the archive without a server, and {@link
 * org.purlin.sandbox.amplitude.SandboxMain} the server as a process.
 *
 * <p><b>Documented by the vendor</b>, in its documentation or its client libraries:
 *
 * <ul>
 *   <li>HTTP Basic, the API key as user and the secret key as password;
 *   <li>{@code start} and {@code end} are hours in UTC, both inclusive, and select by {@code
 *       server_upload_time};
 *   <li>an hour can be exported from three hours after it began (the vendor's example: data of 8-9
 *       PM at 11 PM); before that its events are simply not in the archive;
 *   <li>400 for an archive over 4 GB, 365 days a request, 404 for a range without data, 504 for too
 *       much data, 429 beyond five concurrent requests;
 *   <li>200 is a zip of {@code <projectId>/<projectId>_YYYY-MM-DD_H#N.json.gz}, H without a leading
 *       zero, with one event a line.
 * </ul>
 *
 * <p><b>Seen in real exports, not documented</b>: the 55 keys and their order, timestamps as {@code
 * 2026-01-01 05:00:00.000000}, {@code session_id} -1 for none, 403 for wrong credentials.
 *
 * <p><b>Guesses</b>, each a setting or one constant:
 *
 * <ul>
 *   <li>401 for missing credentials ({@link
 *       org.purlin.sandbox.amplitude.AmplitudeSettings.Builder#wrongCredentialsStatus} makes it 401
 *       for wrong ones too);
 *   <li>400 for absent or malformed hours, for a start after the end and for over 365 days;
 *   <li>the order of the checks: credentials, concurrency, parameters, size;
 *   <li>the size limit counts the members' bytes ({@link
 *       org.purlin.sandbox.amplitude.AmplitudeSettings.Builder#maxZipBytes});
 *   <li>members are stored, not deflated again ({@link
 *       org.purlin.sandbox.amplitude.AmplitudeSettings.Builder#deflated});
 *   <li>Content-Length is present, and error bodies are one line of text;
 *   <li>the shares of late events, of anonymous users and of event types, and the daily curve.
 * </ul>
 */
package org.purlin.sandbox.amplitude;
