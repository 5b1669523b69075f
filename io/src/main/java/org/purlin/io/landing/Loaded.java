package org.purlin.io.landing;

import java.io.Serializable;
import org.purlin.transforms.rows.Table;

/**
 * A window whose rows are in the warehouse.
 *
 * @param table its table
 * @param window its path below the table
 * @param published the run that published these rows
 * @param runId the run that loaded it
 * @param rows in the warehouse
 * @param low the smallest value of the partition column; null without one
 * @param high the largest
 */
public record Loaded(
    Table table, String window, String published, String runId, long rows, String low, String high)
    implements Serializable {}
