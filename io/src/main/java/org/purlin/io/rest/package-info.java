/**
 * Any paged REST API, as data.
 *
 * <p>A {@link org.purlin.io.rest.RestSource} says where an API is, who we are there, what its
 * answers mean and what it has; a {@link org.purlin.io.rest.RestResource} how one thing is asked
 * for, for itself or for each record of another; a {@link org.purlin.io.rest.RestTable} how records
 * become rows, and what becomes of those landed before. {@link org.purlin.io.rest.RestIO} does the
 * rest: paging, pace, waiting, resuming, duplicates, completeness, lineage, comparing, publishing.
 *
 * <p>Records are JSON objects in JSON pages. A page is held in memory, so {@link
 * org.purlin.io.http.HttpSettings#maxBodyBytes()} limits it; nothing else grows with the data but a
 * few bytes for each row's key, and the variables of each unit.
 */
package org.purlin.io.rest;
