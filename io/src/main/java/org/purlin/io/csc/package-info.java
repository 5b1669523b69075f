/**
 * The children's social care submission to the Department for Education.
 *
 * <p>The staging table that a populate script rebuilds every night calls a version of a child
 * "previous" whether or not the receiver ever accepted it. So the sender keeps {@link
 * org.purlin.io.csc.Records} of its own: what the receiver last accepted of each child, what is on
 * its way (committed before it is sent, so that a killed run leaves records in doubt rather than
 * lost), what was sent when, and which run is sending now.
 */
package org.purlin.io.csc;
