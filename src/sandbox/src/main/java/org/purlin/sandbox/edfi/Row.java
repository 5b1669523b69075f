package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A record that is held. Nothing in it changes; a change replaces the row.
 *
 * @param number its place in the collection, given once, from 1
 * @param id what the server calls it, 32 hex digits or a dashed GUID
 * @param payload without server members
 * @param rendered as a GET shows it, UTF-8
 * @param references the records it refers to
 */
@SuppressWarnings("ArrayRecordComponent") // rows are compared by number, never by content
record Row(
    long number,
    String id,
    String key,
    ObjectNode payload,
    long changeVersion,
    byte[] rendered,
    List<Address> references) {

  /** Its tag, without quotation marks. */
  String etag() {
    return String.format("%08d", changeVersion);
  }
}
