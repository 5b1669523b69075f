/**
 * Reads what is packed: zip archives, gzip members, lines.
 *
 * <p>Names and sizes in an archive are hostile until checked. An archive is read through a seekable
 * channel and its central directory, never as a stream: a stream of zip entries reports an HTML
 * page as an archive without entries, and cannot read stored entries with a data descriptor.
 * Whatever cannot be trusted is refused with a reason ({@link
 * org.purlin.transforms.archive.RefusedException}); nothing here holds more than one line in
 * memory.
 */
package org.purlin.transforms.archive;
