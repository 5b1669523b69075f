package org.purlin.io.rest;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * A unit of work: what is asked for in one go, page after page.
 *
 * @param resource name of the resource
 * @param variables a value for each
 * @param firstPage the first page, from 1
 * @param lastPage the last page, inclusive; 0: until the end
 */
record Unit(String resource, TreeMap<String, String> variables, long firstPage, long lastPage)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  static Unit of(RestResource resource, Map<String, String> variables) {
    return new Unit(resource.name(), new TreeMap<>(variables), 1, 0);
  }

  /** A part of its pages. */
  Unit pages(long first, long last) {
    return new Unit(resource, variables, first, last);
  }

  /** The window its rows land in. */
  String window(RestSource source) {
    return Template.window(source.resource(resource).window(), variables);
  }

  /** Names what it shares a window with. */
  WindowKey key(RestSource source) {
    return new WindowKey(resource, window(source));
  }

  /** Where it stands among the units of its window. */
  String order() {
    return variables + String.format("%019d", firstPage);
  }

  /**
   * The value of the column that tells units apart, in the first table that has one; null when none
   * has.
   */
  String slice(RestSource source) {
    for (RestTable table : source.resource(resource).tables()) {
      if (table.merge() instanceof Merge.Units units) {
        return Template.plain(table.filled().get(units.column()), variables);
      }
    }
    return null;
  }

  /** Variables only as far as they may be shown. */
  String shown(RestSource source) {
    return Template.plain(source.resource(resource).path(), source.shown(variables));
  }

  /** Names nobody: variables may single out a person. */
  @Override
  public String toString() {
    return "unit of " + resource;
  }
}
