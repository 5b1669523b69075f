/**
 * A source that the program does not have: a made-up public library, to show what adding one takes.
 *
 * <p>{@code GET /v1/branches?limit=&offset=} lists branches and their {@code total}; {@code GET
 * /v1/branches/{id}/loans?after=} lists the loans of one, with a token in {@code next} while there
 * are more. The key goes into the header {@code X-Library-Key}.
 */
package org.purlin.pipelines.rest.library;
