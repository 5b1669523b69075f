/**
 * Brings today's records and the last ones together by key. What is shuffled is meant to be light:
 * a record's key and its hash, not its payload.
 */
package org.purlin.transforms.changes;
