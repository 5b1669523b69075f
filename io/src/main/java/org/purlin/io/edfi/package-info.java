/**
 * Pulls from, pushes to and deletes in <a href="https://docs.ed-fi.org/reference/ods-api/">Ed-Fi
 * APIs</a>: ODS/API 5.x to 7.x, Ed-Fi API v8 and servers that follow their guidelines.
 *
 * <p>A district is one API with one client. Every URL is taken from its discovery document. What
 * the API hands out is the unit of work: a partition of a resource when pulling, a district's rows
 * in dependency order when pushing.
 *
 * <p>A POST is an upsert by natural key, so a record may be sent twice without harm; what was
 * proven delivered is kept in {@link org.purlin.io.edfi.SubmissionLedger} and not sent again. A
 * pull's watermark moves only after its rows are published.
 */
package org.purlin.io.edfi;
