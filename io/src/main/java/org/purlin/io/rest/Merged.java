package org.purlin.io.rest;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.purlin.io.landing.Part;

/**
 * A window that can be published.
 *
 * @param parts what each table has from now on; a table that stays as it is, is not there
 * @param logs further files, by table: calls, rejected records, changes
 */
record Merged(
    WindowKey key, WindowResult result, Map<String, Part> parts, Map<String, List<Part>> logs)
    implements Serializable {

  private static final long serialVersionUID = 1L;
}
