/**
 * A stand-in for Google's BigQuery (REST API v2) and Cloud Storage (JSON API v1), both on one
 * loopback port.
 *
 * <p>{@link org.purlin.sandbox.bigquery.BigQuerySandbox} is the server, {@link
 * org.purlin.sandbox.bigquery.BigQuerySettings} how it behaves, {@link
 * org.purlin.sandbox.bigquery.BigQueryFaults} how it fails, and {@link
 * org.purlin.sandbox.bigquery.SandboxMain} the server as a process. Clients reach BigQuery at
 * {@code http://127.0.0.1:port} and Cloud Storage at {@code http://127.0.0.1:port/storage/v1/}. No
 * credentials are needed.
 *
 * <p><b>BigQuery</b>: datasets, tables, table data, and jobs: loads of JSON lines from Cloud
 * Storage or uploaded with the job, copies, and queries. Rows are held by H2, which also runs the
 * queries after their words were translated: SELECT, INSERT, UPDATE, DELETE; MERGE is worked out
 * clause by clause as BigQuery describes it. A job is carried out when it is inserted; only what is
 * told of it takes its time.
 *
 * <p><b>Cloud Storage</b>: buckets and objects with generations, preconditions, resumable uploads,
 * pages, and batches. Only the live generation is kept.
 *
 * <p>Given a directory with the published descriptions of both APIs ({@code bigquery.v2.json},
 * {@code storage.v1.json}), every request is checked against them; what does not fit is answered as
 * usual and listed as a violation.
 *
 * <p><b>Left out</b>: rights (whoever asks has all), quotas, reservations, streaming inserts,
 * views, models, routines, integer-range and ingestion-time partitions, table expiry, legacy SQL,
 * scripts, DDL, query parameters, texts of more than a million characters. What is left out is
 * refused, not ignored.
 *
 * <p><b>Choices</b>, where Google's documentation says nothing: the wording of most messages; the
 * bytes a query is said to have processed, which is the sum of its tables' bytes; numbers in JSON
 * columns beyond 64 bits become doubles.
 *
 * <p>Besides the common controls there are:
 *
 * <ul>
 *   <li>{@code GET /_sandbox/violations}: requests that did not fit the published descriptions;
 *   <li>{@code GET /_sandbox/tables}: the tables with their number of rows;
 *   <li>{@code GET /_sandbox/tables/dataset/table}: a table's rows;
 *   <li>{@code GET /_sandbox/jobs}: all jobs.
 * </ul>
 */
package org.purlin.sandbox.bigquery;
