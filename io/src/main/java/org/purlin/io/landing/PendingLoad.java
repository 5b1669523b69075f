package org.purlin.io.landing;

import java.io.Serializable;
import org.purlin.transforms.rows.Table;

/**
 * A window whose rows, as they are published now, are not in the warehouse yet.
 *
 * @param table its table, with the columns that its rows have
 * @param window its path below the table
 */
public record PendingLoad(Table table, String window) implements Serializable {}
