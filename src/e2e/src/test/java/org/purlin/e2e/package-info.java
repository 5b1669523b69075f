/**
 * Purlin as its users start it: a process, with files, signals and exit codes, against a stand-in
 * of the outside system on loopback. Nothing here looks into the program.
 *
 * <p>{@link org.purlin.e2e.Purlin} starts it, {@link org.purlin.e2e.Ended} is how it ended, {@link
 * org.purlin.e2e.Landed} reads what it landed, as a reader of its output does.
 */
package org.purlin.e2e;
