package org.purlin.sandbox.bigquery;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.purlin.sandbox.bigquery.Merge.About;
import org.purlin.sandbox.bigquery.Merge.Clause;
import org.purlin.sandbox.bigquery.QueryResult.Changes;

/**
 * Carries a MERGE out. First it is decided for every row, on the state before any change, which
 * clause is the first that takes it; then all changes are made, or none.
 */
final class MergeRun {

  private static final String SOURCE = Names.quoted("merge:source");
  private static final String PAIRS = Names.quoted("merge:pairs");
  private static final String NUMBER = Names.quoted("merge:n");
  private static final String ACTS = Names.quoted("merge:acts");

  private final Engine engine;
  private final Translation translation;
  private final Merge merge;
  private final Table target;
  private final String targetAlias;
  private final String sourceAlias;

  MergeRun(Warehouse warehouse, Translation translation, Merge merge) {
    this.engine = warehouse.engine();
    this.translation = translation;
    this.merge = merge;
    this.target = translation.table(Translation.path(merge.target()));
    this.targetAlias = Names.quoted(merge.targetAlias());
    this.sourceAlias = Names.quoted(merge.sourceAlias());
  }

  /**
   * Runs it.
   *
   * @param dry undoes everything in the end
   */
  Changes run(boolean dry) throws SQLException {
    clear();
    try {
      pair();
      decide();
      return dry ? engine.rehearsed(this::apply) : engine.inTransaction(this::apply);
    } finally {
      clear();
    }
  }

  private void clear() throws SQLException {
    for (String table : List.of(SOURCE, PAIRS, ACTS)) {
      engine.run("DROP TABLE IF EXISTS " + table);
    }
  }

  private void pair() throws SQLException {
    boolean query = merge.source().get(0).isSymbol("(");
    String rows =
        query
            ? translation.sql(merge.source())
            : "SELECT * FROM " + translation.table(Translation.path(merge.source())).name().sql();
    // Numbered, because H2 finds no row by _ROWID_ quickly in a table that has indexes.
    create(
        SOURCE
            + " AS SELECT CAST(ROWNUM() AS BIGINT) AS "
            + NUMBER
            + ", X.* FROM ("
            + rows
            + ") AS X");
    engine.run("CREATE UNIQUE INDEX ON " + SOURCE + " (" + NUMBER + ")");
    Set<String> joined = joined();
    if (!joined.isEmpty()) {
      String columns = joined.stream().map(Names::quoted).collect(Collectors.joining(", "));
      engine.run("CREATE INDEX ON " + SOURCE + " (" + columns + ")");
    }
    create(PAIRS + " (\"t\" BIGINT, \"s\" BIGINT)");
    create(ACTS + " (\"c\" INT, \"t\" BIGINT, \"s\" BIGINT)");
    for (String index : List.of(PAIRS + " (\"t\")", PAIRS + " (\"s\")", ACTS + " (\"c\")")) {
      engine.run("CREATE INDEX ON " + index);
    }
    engine.run("CREATE INDEX ON " + ACTS + " (\"t\", \"s\")");
    if (merge.on().size() == 1 && merge.on().get(0).is("FALSE")) {
      return;
    }
    engine.run(
        "INSERT INTO %s SELECT %s._ROWID_, %s FROM %s JOIN %s ON %s"
            .formatted(
                PAIRS,
                targetAlias,
                sourceNumber(),
                target(),
                source(),
                translation.sql(merge.on())));
  }

  private void create(String table) throws SQLException {
    engine.run("CREATE LOCAL TEMPORARY TABLE " + table);
  }

  /** The columns of the source that the condition compares, for H2 joins by indexes only. */
  private Set<String> joined() throws SQLException {
    Set<String> plain = new TreeSet<>();
    try (PreparedStatement all = engine.prepare("SELECT * FROM " + SOURCE)) {
      for (Column column : ResultColumns.of(all.getMetaData(), List.of()).columns()) {
        if (!column.isStructured()) {
          plain.add(column.name());
        }
      }
    }
    Set<String> joined = new TreeSet<>();
    List<Token> on = merge.on();
    for (int at = 2; at < on.size(); at++) {
      String name = on.get(at).text();
      if (on.get(at - 1).isSymbol(".")
          && on.get(at - 2).text().equalsIgnoreCase(merge.sourceAlias())
          && plain.contains(name)) {
        joined.add(name);
      }
    }
    return joined;
  }

  private String target() {
    return target.name().sql() + " AS " + targetAlias;
  }

  private String source() {
    return SOURCE + " AS " + sourceAlias;
  }

  private String sourceNumber() {
    return sourceAlias + "." + NUMBER;
  }

  private void decide() throws SQLException {
    for (int number = 0; number < merge.clauses().size(); number++) {
      Clause clause = merge.clauses().get(number);
      String condition =
          clause.condition().isEmpty() ? "TRUE" : translation.sql(clause.condition());
      String rows =
          switch (clause.about()) {
            case MATCHED ->
                ("P.\"t\", P.\"s\" FROM %s AS P JOIN %s ON %s._ROWID_ = P.\"t\""
                        + " JOIN %s ON %s = P.\"s\" WHERE NOT EXISTS"
                        + " (SELECT 1 FROM %s AS A WHERE A.\"t\" = P.\"t\" AND A.\"s\" = P.\"s\")")
                    .formatted(PAIRS, target(), targetAlias, source(), sourceNumber(), ACTS);
            case NOT_MATCHED_BY_SOURCE ->
                alone(target(), targetAlias + "._ROWID_", "t", "s", "%s, NULL");
            case NOT_MATCHED_BY_TARGET -> alone(source(), sourceNumber(), "s", "t", "NULL, %s");
          };
      engine.run(
          "INSERT INTO " + ACTS + " SELECT " + number + ", " + rows + " AND (" + condition + ")");
    }
    try (PreparedStatement twice =
            engine.prepare(
                "SELECT 1 FROM "
                    + ACTS
                    + " WHERE \"t\" IS NOT NULL GROUP BY \"t\" HAVING COUNT(*) > 1");
        ResultSet result = twice.executeQuery()) {
      if (result.next()) {
        throw Refused.invalidQuery(
            "UPDATE/MERGE must match at most one source row for each target row");
      }
    }
  }

  /** Rows of one side that match none of the other and that no clause has taken yet. */
  private static String alone(
      String rows, String number, String own, String other, String columns) {
    return ("%1$s FROM %2$s WHERE NOT EXISTS (SELECT 1 FROM %3$s AS P WHERE P.\"%4$s\" ="
            + " %5$s) AND NOT EXISTS (SELECT 1 FROM %6$s AS A WHERE A.\"%4$s\" ="
            + " %5$s AND A.\"%7$s\" IS NULL)")
        .formatted(columns.formatted(number), rows, PAIRS, own, number, ACTS, other);
  }

  private Changes apply() throws SQLException {
    long updated = 0;
    long deleted = 0;
    long inserted = 0;
    for (int number = 0; number < merge.clauses().size(); number++) {
      Clause clause = merge.clauses().get(number);
      String kind = kind(clause);
      switch (kind) {
        case "UPDATE" -> updated += update(clause, number);
        case "DELETE" ->
            deleted += engine.run("DELETE FROM " + target.name().sql() + " WHERE " + taken(number));
        default -> inserted += insert(clause, number);
      }
    }
    return new Changes(inserted, updated, deleted);
  }

  /** The first word of what a clause does, if it can be done to the rows it is about. */
  private static String kind(Clause clause) {
    String kind =
        clause.action().isEmpty() ? "" : clause.action().get(0).text().toUpperCase(Locale.ROOT);
    boolean fits =
        clause.about() == About.NOT_MATCHED_BY_TARGET
            ? kind.equals("INSERT")
            : kind.equals("UPDATE") || kind.equals("DELETE");
    if (!fits) {
      throw Refused.invalidQuery("Syntax error: " + clause.about() + " cannot " + kind);
    }
    return kind;
  }

  private static String taken(int number) {
    return "_ROWID_ IN (SELECT \"t\" FROM " + ACTS + " WHERE \"c\" = " + number + ")";
  }

  private String sourceRows(int number, String more) {
    return "(SELECT %1$sS.* FROM %2$s AS A JOIN %3$s AS S ON S.%4$s = A.\"s\" WHERE A.\"c\" = %5$d)"
            .formatted(more, ACTS, SOURCE, NUMBER, number)
        + " AS "
        + sourceAlias;
  }

  private long update(Clause clause, int number) throws SQLException {
    String set = translation.sql(clause.action().subList(1, clause.action().size()));
    if (clause.about() == About.NOT_MATCHED_BY_SOURCE) {
      return engine.run("UPDATE " + target() + " " + set + " WHERE " + taken(number));
    }
    return engine.run(
        "MERGE INTO %s USING %s ON %s._ROWID_ = %s.\"merge:t\" WHEN MATCHED THEN UPDATE %s"
            .formatted(
                target(),
                sourceRows(number, "A.\"t\" AS \"merge:t\", "),
                targetAlias,
                sourceAlias,
                set));
  }

  private long insert(Clause clause, int number) throws SQLException {
    List<Token> action = clause.action();
    String into = "INSERT INTO " + target.name().sql();
    String from = " FROM " + sourceRows(number, "");
    if (action.size() == 2 && action.get(1).is("ROW")) {
      String values =
          target.schema().columns().stream()
              .map(column -> sourceAlias + "." + Names.quoted(column.name()))
              .collect(Collectors.joining(", "));
      return engine.run(into + " (" + target.schema().names() + ") SELECT " + values + from);
    }
    int split = values(action);
    String columns =
        split == 1
            ? "(" + target.schema().names() + ") "
            : translation.sql(action.subList(1, split));
    List<Token> values = action.subList(split + 2, action.size() - 1);
    return engine.run(into + " " + columns + "SELECT " + translation.sql(values) + from);
  }

  private static int values(List<Token> action) {
    List<Integer> places = new ArrayList<>();
    for (int at = 1; at + 2 < action.size(); at++) {
      if (action.get(at).is("VALUES") && action.get(at + 1).isSymbol("(")) {
        places.add(at);
      }
    }
    if (places.isEmpty() || !action.get(action.size() - 1).isSymbol(")")) {
      throw Refused.invalidQuery("Syntax error: INSERT of a MERGE needs ROW or VALUES (…)");
    }
    return places.get(0);
  }
}
