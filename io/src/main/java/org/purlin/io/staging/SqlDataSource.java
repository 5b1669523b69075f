package org.purlin.io.staging;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.beam.sdk.transforms.SerializableFunction;

/**
 * Gives JdbcIO its connections: one pool per worker and database, opened on the worker, so that no
 * secret is in the job graph.
 */
public final class SqlDataSource implements SerializableFunction<Void, DataSource> {

  private static final long serialVersionUID = 1L;

  /**
   * What stands before a table's bracket in a query for JdbcIO. Without a blank after it, because
   * JdbcIO 2.70 prints the schema it finds behind {@code FROM} and a blank to standard output.
   */
  public static final String FROM = " FROM";

  private static final Map<SqlSettings, Sql> POOLS = new ConcurrentHashMap<>();

  private final SqlSettings settings;

  /** For {@code withDataSourceProviderFn}. */
  public SqlDataSource(SqlSettings settings) {
    this.settings = settings;
  }

  /** Closes this worker's pool for a database, if there is one. */
  public static void close(SqlSettings settings) {
    Sql pool = POOLS.remove(settings);
    if (pool != null) {
      pool.close();
    }
  }

  @Override
  public DataSource apply(Void input) {
    return POOLS.computeIfAbsent(settings, Sql::open).dataSource();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SqlDataSource source && source.settings.equals(settings);
  }

  @Override
  public int hashCode() {
    return Objects.hash(settings);
  }
}
