package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.h2.jdbc.JdbcException;
import org.purlin.sandbox.bigquery.QueryResult.Changes;

/** Runs one statement of GoogleSQL. */
final class QueryJob {

  private static final int NULL_NOT_ALLOWED = 23502;

  private final Warehouse warehouse;
  private final String sql;
  private final String defaultDataset;

  /** Reads the configuration of a query, or a QueryRequest. */
  QueryJob(Warehouse warehouse, ObjectNode query) {
    this.warehouse = warehouse;
    this.sql = query.path("query").asText();
    this.defaultDataset = query.path("defaultDataset").path("datasetId").asText();
    if (sql.isBlank()) {
      throw new Refused(400, "required", "Required parameter is missing: query");
    }
    if (query.path("useLegacySql").asBoolean(true)) {
      throw Refused.unsupported("legacy SQL; send useLegacySql as false");
    }
    for (String other : List.of("destinationTable", "queryParameters", "tableDefinitions")) {
      if (query.hasNonNull(other)) {
        throw Refused.unsupported(other + " of a query");
      }
    }
  }

  /**
   * Runs the statement.
   *
   * @param dry only looks whether it could be run
   */
  QueryResult run(boolean dry) throws SQLException {
    List<Token> tokens = Tokenizer.tokens(sql);
    String first = tokens.isEmpty() ? "" : tokens.get(0).text().toUpperCase(Locale.ROOT);
    Translation translation = new Translation(warehouse, defaultDataset);
    synchronized (warehouse) {
      try {
        return switch (first) {
          case "SELECT", "WITH", "(" -> select(translation.sql(tokens), translation, dry);
          case "INSERT", "UPDATE", "DELETE" -> change(first, tokens, translation, dry);
          case "MERGE" -> {
            MergeRun run = new MergeRun(warehouse, translation, Merge.parse(tokens));
            Changes changes = run.run(dry);
            yield changed("MERGE", dry ? Changes.NONE : changes, translation);
          }
          default -> throw Refused.unsupported("statements other than SELECT and DML");
        };
      } catch (SQLException e) {
        throw refused(e);
      }
    }
  }

  private QueryResult select(String translated, Translation translation, boolean dry)
      throws SQLException {
    List<ObjectNode> rows = new ArrayList<>();
    try (PreparedStatement statement = warehouse.engine().prepare(translated)) {
      Schema schema = ResultColumns.of(statement.getMetaData(), translation.tables());
      if (!dry) {
        try (ResultSet result = statement.executeQuery()) {
          while (result.next()) {
            rows.add(Cells.row(result, schema));
          }
        }
      }
      return new QueryResult(
          "SELECT", schema, rows, Changes.NONE, translation.tables(), bytes(translation));
    }
  }

  private QueryResult change(String kind, List<Token> tokens, Translation translation, boolean dry)
      throws SQLException {
    List<Token> complete = new ArrayList<>(tokens);
    String particle = kind.equals("DELETE") ? "FROM" : kind.equals("INSERT") ? "INTO" : "";
    if (!particle.isEmpty() && tokens.size() > 1 && !tokens.get(1).is(particle)) {
      complete.add(1, new Token(Token.Kind.WORD, particle));
    }
    boolean bounded = tokens.stream().anyMatch(token -> token.is("WHERE"));
    if (!kind.equals("INSERT") && !bounded) {
      throw Refused.invalidQuery(kind + " must have a WHERE clause");
    }
    String translated = translation.sql(complete);
    long rows = 0;
    try (PreparedStatement statement = warehouse.engine().prepare(translated)) {
      if (!dry) {
        rows = statement.executeLargeUpdate();
      }
    }
    Changes changes =
        switch (kind) {
          case "INSERT" -> new Changes(rows, 0, 0);
          case "UPDATE" -> new Changes(0, rows, 0);
          default -> new Changes(0, 0, rows);
        };
    return changed(kind, changes, translation);
  }

  private QueryResult changed(String kind, Changes changes, Translation translation)
      throws SQLException {
    List<Table> tables = translation.tables();
    if (changes.all() > 0) {
      Table target = tables.get(0);
      warehouse.change(target.with(target.schema(), target.settings()));
    }
    return new QueryResult(kind, Schema.EMPTY, List.of(), changes, tables, bytes(translation));
  }

  private long bytes(Translation translation) throws SQLException {
    long bytes = 0;
    for (Table table : translation.tables()) {
      bytes += warehouse.bytes(table);
    }
    return bytes;
  }

  /** What H2 would not do, said as a query that cannot be run. */
  private static Refused refused(SQLException e) {
    String message = e instanceof JdbcException h2 ? h2.getOriginalMessage() : e.getMessage();
    return e.getErrorCode() == NULL_NOT_ALLOWED
        ? Refused.invalidQuery("Required field cannot be null: " + message)
        : Refused.invalidQuery("The query cannot be run: " + message);
  }
}
