package org.purlin.io.staging;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;

/** Connections of one worker to one database. */
final class Pool implements AutoCloseable {

  /** As many threads of a worker may work at once; the others wait. */
  private static final int CONNECTIONS = 16;

  /** Idle connections are closed after this, so that no firewall has to. */
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final BasicDataSource source;

  private Pool(BasicDataSource source) {
    this.source = source;
  }

  static Pool of(Target target, SqlSettings settings) {
    BasicDataSource source = new BasicDataSource();
    source.setUrl(target.url());
    source.setDriverClassName(
        switch (target.product()) {
          case SQL_SERVER -> "com.microsoft.sqlserver.jdbc.SQLServerDriver";
          case H2 -> "org.h2.Driver";
        });
    target.properties().forEach(source::addConnectionProperty);
    source.setDefaultAutoCommit(false);
    source.setRollbackOnReturn(true);
    source.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    source.setDefaultQueryTimeout((int) settings.queryTimeout().toSeconds());
    if (target.product() == Product.SQL_SERVER) {
      // A server may be set to leave the counts of changed rows out; they are needed here.
      source.setConnectionInitSqls(List.of("SET NOCOUNT OFF"));
    }
    source.setMaxTotal(CONNECTIONS);
    source.setMaxIdle(CONNECTIONS);
    source.setMinIdle(0);
    source.setMaxWaitMillis(settings.queryTimeout().toMillis());
    source.setTestOnBorrow(true);
    source.setValidationQueryTimeout((int) settings.loginTimeout().toSeconds());
    source.setTimeBetweenEvictionRunsMillis(IDLE.toMillis());
    source.setMinEvictableIdleTimeMillis(IDLE.toMillis());
    return new Pool(source);
  }

  DataSource source() {
    return source;
  }

  @Override
  public void close() {
    try {
      source.close();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot close the connections to the database.");
    }
  }
}
