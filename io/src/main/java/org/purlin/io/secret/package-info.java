/**
 * Secrets by reference, resolved where they are used, and kept out of everything that is printed.
 *
 * <p>A {@link org.purlin.io.secret.Secret} is what an option holds: the name of a secret, never its
 * value, so that it may travel in a job graph. Its value is read on the worker by {@link
 * org.purlin.io.secret.Secret#resolve()}, which also tells {@link org.purlin.io.secret.Masker} what
 * to hide in messages.
 */
package org.purlin.io.secret;
