/**
 * A stand-in for a server of the Ed-Fi API.
 *
 * <p>{@link org.purlin.sandbox.edfi.EdfiSandbox} is the server, {@link
 * org.purlin.sandbox.edfi.EdfiSettings} how it behaves, {@link org.purlin.sandbox.edfi.Flavour}
 * which kind of server it is, {@link org.purlin.sandbox.edfi.EdfiDistrict} what one district of it
 * holds, {@link org.purlin.sandbox.edfi.SampleSet} invented records for it, and {@link
 * org.purlin.sandbox.edfi.SandboxMain} the server as a process.
 *
 * <p><b>Known</b> from the servers' sources and documents: the discovery document, the token
 * endpoint and its cap of 15, the paths of each version, paging by offset and by cursor, change
 * queries, upserts by natural key, the forms of errors.
 *
 * <p><b>Guesses and choices</b>:
 *
 * <ul>
 *   <li>an unknown property is refused on ODS/API, so that a client's slips show; the server itself
 *       may ignore it;
 *   <li>what a host allows for a body (4 MB, then 413);
 *   <li>school years 2020 to 2030 are there from the start and can only be read (403);
 *   <li>{@code /deletes} tells also what was created again with the same key, unless {@link
 *       org.purlin.sandbox.edfi.EdfiSettings#withoutRecreatedInDeletes} is set;
 *   <li>a POST that changes nothing is answered 200 and gets no new change version;
 *   <li>a filter on a name the resource does not have is ignored;
 *   <li>the rate limit counts requests for data only;
 *   <li>OpenAPI 3 for all versions;
 *   <li>{@code /keyChanges} tells one change a record, from the first key in the window to the
 *       last;
 *   <li>generated rows have their number as change version and cannot be changed (403).
 * </ul>
 *
 * <p>Besides the common controls there are, each with {@code district} where there are several:
 *
 * <ul>
 *   <li>{@code GET /_sandbox/counts}: how many records it holds, by resource;
 *   <li>{@code GET /_sandbox/posts}: the POSTs of records, their natural keys and statuses;
 *   <li>{@code GET /_sandbox/tokens}: how many were asked for; {@code DELETE} makes them useless;
 *   <li>{@code POST /_sandbox/snapshot}: keeps a copy for requests with Use-Snapshot.
 * </ul>
 */
package org.purlin.sandbox.edfi;
