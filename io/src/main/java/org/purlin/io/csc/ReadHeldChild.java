package org.purlin.io.csc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.beam.sdk.io.jdbc.JdbcIO;

/** Reads what {@link Records#digestSql} selects. */
final class ReadHeldChild implements JdbcIO.RowMapper<HeldChild> {

  private static final long serialVersionUID = 1L;

  @Override
  public HeldChild mapRow(ResultSet row) throws SQLException {
    return new HeldChild(
        row.getString("la_child_id"),
        row.getBytes("payload_hash"),
        row.getBoolean("purged"),
        row.getBoolean("certain"));
  }
}
