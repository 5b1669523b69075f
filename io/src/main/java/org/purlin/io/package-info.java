/**
 * The outside world: one package per system we read from or write to.
 *
 * <p>Connectors do not see each other. What they share lives in {@link org.purlin.io.http} and
 * {@link org.purlin.io.secret}.
 */
package org.purlin.io;
