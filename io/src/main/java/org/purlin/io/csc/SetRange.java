package org.purlin.io.csc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.apache.beam.sdk.io.jdbc.JdbcIO;
import org.purlin.io.staging.IdRange;

/** Parameters of the two reads. */
final class SetRange {

  private SetRange() {}

  /** See {@link org.purlin.io.staging.StagingTable#digestSql}. */
  static final class OfIds implements JdbcIO.PreparedStatementSetter<IdRange> {
    private static final long serialVersionUID = 1L;

    @Override
    public void setParameters(IdRange range, PreparedStatement statement) throws SQLException {
      statement.setLong(1, range.from());
      statement.setLong(2, range.to());
    }
  }

  /** See {@link Records#digestSql}. */
  static final class OfHashes implements JdbcIO.PreparedStatementSetter<HashRange> {
    private static final long serialVersionUID = 1L;
    private final String scope;

    OfHashes(String scope) {
      this.scope = scope;
    }

    @Override
    public void setParameters(HashRange range, PreparedStatement statement) throws SQLException {
      statement.setString(1, scope);
      statement.setString(2, range.from());
      statement.setString(3, range.to());
    }
  }
}
