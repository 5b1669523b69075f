package org.purlin.io.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.apache.beam.sdk.io.jdbc.JdbcIO;
import org.purlin.transforms.csc.ChildHash;
import org.purlin.transforms.csc.ChildJson;
import org.purlin.transforms.csc.DeltaSettings;
import org.purlin.transforms.rows.BadRecordException;

/**
 * Reads a row of the staging table and keeps its key and its hash; the payload is read again for
 * those that differ. States are compared without case, because the populate script and the senders
 * spell them differently.
 */
final class ReadTodayRow implements JdbcIO.RowMapper<TodayRow> {

  private static final long serialVersionUID = 1L;

  private final DeltaSettings settings;

  ReadTodayRow(DeltaSettings settings) {
    this.settings = settings;
  }

  @Override
  public TodayRow mapRow(ResultSet row) throws SQLException {
    return read(
        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5));
  }

  TodayRow read(long id, String person, String payload, String state, String status) {
    boolean deleted = is(state, "deleted");
    boolean settled = is(status, "sent") && is(state, "unchanged");
    boolean error = is(status, "error");
    String personId = person == null ? "" : person.strip();
    ObjectNode child;
    try {
      child = ChildJson.parse(payload == null ? "" : payload);
    } catch (BadRecordException e) {
      String reason = "json_payload " + e.getMessage();
      return new TodayRow(personId, id, null, true, deleted, settled, error, reason);
    }
    String key = text(child.get("la_child_id"));
    if (key.isEmpty()) {
      return new TodayRow(
          personId, id, null, true, deleted, settled, error, "json_payload has no la_child_id");
    }
    String reason = personId.isEmpty() ? "person_id is empty" : null;
    if (child.path("purge").asBoolean(false)) {
      // It would delete a child past the brake.
      reason = "json_payload says purge: true; only the row_state Deleted deletes a child";
    }
    byte[] hash = reason == null ? ChildHash.of(child, settings) : null;
    return new TodayRow(key, id, hash, false, deleted, settled, error, reason);
  }

  private static boolean is(String value, String expected) {
    return value != null && value.strip().toLowerCase(Locale.ROOT).equals(expected);
  }

  private static String text(JsonNode value) {
    return value != null && value.isTextual() ? value.textValue() : "";
  }
}
