package org.purlin.io.edfi;

import java.io.Serializable;
import org.purlin.transforms.edfi.ResourceRows;

/**
 * How a target is read.
 *
 * @param how in full, only changes, or not at all
 * @param why it is read in full although there is an earlier state; null when that needs no words
 * @param base what is known of the state that changes are added to; null exactly when there is none
 * @param newest change version before anything was read; null when the server has none
 * @param url of the data, which change versions belong to
 * @param settings fingerprint of what rows look like
 * @param rows what rows look like
 * @param units that its reading was cut into
 * @param closing whether what changed meanwhile is read when all units are
 */
record PullPlan(
    PullResult.How how,
    String why,
    Watermark base,
    Long newest,
    String url,
    String settings,
    ResourceRows rows,
    int units,
    boolean closing)
    implements Serializable {

  private static final long serialVersionUID = 1L;
}
