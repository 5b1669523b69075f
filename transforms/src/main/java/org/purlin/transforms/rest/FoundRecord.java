package org.purlin.transforms.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A record of a page.
 *
 * @param path by which it was found
 * @param fields the record itself; shared with the records found inside it, so not to be changed
 * @param outer the nearest record around it: the object that a star of the path came to on the way;
 *     null where there is none
 * @param key the key under which the last star found it in an object; null where it found it in an
 *     array, or the path has no star
 * @param place where it stands in the page, such as {@code data/17/quote/0}; with positions,
 *     counted from 0, in place of keys, because a key can say who somebody is
 */
public record FoundRecord(
    RecordPath path, ObjectNode fields, ObjectNode outer, String key, String place) {

  /** Where the record stands; nothing of what it says. */
  @Override
  public String toString() {
    return "record at " + place;
  }
}
