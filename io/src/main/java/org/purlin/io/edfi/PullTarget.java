package org.purlin.io.edfi;

import java.io.Serializable;
import org.purlin.transforms.edfi.ResourceName;

/**
 * One resource of one district.
 *
 * @param district key of the district
 * @param resource as the server spells it; null: whatever the district has, which could not be
 *     learned
 */
record PullTarget(String district, ResourceName resource) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Tells targets apart. */
  String key() {
    return district + "/" + (resource == null ? "" : resource.folded());
  }

  @Override
  public String toString() {
    return resource == null ? district : resource.path() + " of " + district;
  }
}
