package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** One local authority: its children, its staging table, and the nights between. */
final class Authority {

  private final Cohort cohort;
  private final StagingDatabase database;
  private final CscStagingTable table;
  private final Clock clock;
  private int nights;

  private Authority(Cohort cohort, StagingDatabase database, CscStagingTable table, Clock clock) {
    this.cohort = cohort;
    this.database = database;
    this.table = table;
    this.clock = clock;
  }

  /** Makes the table and lets the first night pass. */
  static Authority start(Cohort cohort, StagingDatabase database, Shape shape, Clock clock)
      throws SQLException {
    try (Connection connection = database.connect()) {
      CscStagingTable table = CscStagingTable.create(connection, shape);
      Authority authority = new Authority(cohort, database, table, clock);
      authority.populate(connection);
      return authority;
    }
  }

  CscStagingTable table() {
    return table;
  }

  synchronized Map<String, ObjectNode> today() {
    return cohort.today();
  }

  /**
   * Lets a night pass in which so many children change, come and leave as {@code changed}, {@code
   * added} and {@code removed} say (default none); {@code seed} tells which.
   *
   * @return the ids, under the same names
   */
  synchronized ObjectNode night(JsonNode wanted) throws SQLException {
    nights++;
    Cohort.Night night =
        cohort.nextNight(
            wanted.path("seed").asLong(nights),
            wanted.path("changed").asInt(0),
            wanted.path("added").asInt(0),
            wanted.path("removed").asInt(0));
    try (Connection connection = database.connect()) {
      populate(connection);
    }
    ObjectNode ids = JsonNodeFactory.instance.objectNode();
    list(ids, "changed", night.changed());
    list(ids, "added", night.added());
    list(ids, "removed", night.removed());
    return ids;
  }

  private void populate(Connection connection) throws SQLException {
    table.populate(connection, cohort.today(), clock.instant(), PayloadHash.WHOLE);
  }

  private static void list(ObjectNode ids, String name, List<String> some) {
    some.forEach(ids.putArray(name)::add);
  }
}
