/**
 * Where rows land as files, on a local disk or any file system Beam knows.
 *
 * <pre>
 * output/
 *   events/434735/2026-01-01/05/part-00000-1f2e….jsonl   one window's rows, a JSON object a line
 *   events/434735/2026-01-01/05/_manifest.json           which files belong to it, rows, sums, columns
 *   _tmp/[run]/…                                         parts not yet published
 * </pre>
 *
 * <p>A window is published as a whole: its parts get their final names, then the manifest is
 * replaced in one step, then the files it no longer names are deleted. Part names carry the start
 * of their content's SHA-256, so the same rows land under the same name and nothing is overwritten
 * by something else. Whoever reads while a window is replaced goes by the manifest.
 */
package org.purlin.io.landing;
