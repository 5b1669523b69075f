package org.purlin.sandbox.bigquery;

import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.purlin.sandbox.bigquery.Token.Kind;

/**
 * Says in H2's words what was said in GoogleSQL's: names of tables and columns, literals, names of
 * types in CAST, and a few functions. All else passes as it is. Remembers the tables it met.
 */
final class Translation {

  private static final Set<String> BEFORE_TABLES =
      Set.of("FROM", "JOIN", "INTO", "UPDATE", "USING", "MERGE", "DELETE", "INSERT");

  private static final Set<String> NO_TABLES =
      Set.of("SELECT", "SET", "UNNEST", "FROM", "INTO", "VALUES", "WITH");

  private static final Map<String, String> FUNCTIONS =
      Map.of("IF", "CASEWHEN", "TO_JSON_STRING", "", "PARSE_JSON", "");

  private static final Map<String, String> TYPES =
      Map.of(
          "INT64", "BIGINT",
          "FLOAT64", "DOUBLE PRECISION",
          "STRING", "VARCHAR",
          "BOOL", "BOOLEAN",
          "TIMESTAMP", "TIMESTAMP(6) WITH TIME ZONE",
          "DATETIME", "TIMESTAMP(6)");

  private final Warehouse warehouse;
  private final String defaultDataset;
  private final Map<TableName, Table> tables = new LinkedHashMap<>();

  /** {@code defaultDataset} is that of tables without one; empty when they must have one. */
  Translation(Warehouse warehouse, String defaultDataset) {
    this.warehouse = warehouse;
    this.defaultDataset = defaultDataset;
  }

  /** The tables met so far, in their order. */
  List<Table> tables() {
    return new ArrayList<>(tables.values());
  }

  /** The table a path means. */
  Table table(List<String> path) {
    int last = path.size() - 1;
    String dataset = path.size() > 1 ? path.get(last - 1) : defaultDataset;
    if (dataset.isEmpty()) {
      throw Refused.invalidQuery(
          "Table \""
              + path.get(last)
              + "\" must be qualified with a dataset (e.g. dataset.table).");
    }
    String project = path.size() > 2 ? path.get(0) : warehouse.project();
    Table table = warehouse.table(TableName.of(project, dataset, path.get(last)));
    tables.put(table.name(), table);
    return table;
  }

  /** How many pieces a path of names takes; 0 where there is none. */
  static int pathLength(List<Token> tokens, int from) {
    int at = from;
    while (at < tokens.size() && tokens.get(at).isName()) {
      at++;
      if (at >= tokens.size() || !tokens.get(at).isSymbol(".")) {
        return at - from;
      }
      at++;
    }
    return 0;
  }

  static List<String> path(List<Token> tokens) {
    List<String> path = new ArrayList<>();
    for (Token token : tokens) {
      if (token.isName()) {
        path.addAll(List.of(token.text().split("\\.", -1)));
      }
    }
    return path;
  }

  /** The statement, or a part of it, for H2. */
  String sql(List<Token> tokens) {
    StringBuilder sql = new StringBuilder();
    Set<String> named = named(tokens);
    Deque<String> functions = new ArrayDeque<>();
    for (int at = 0; at < tokens.size(); ) {
      Token token = tokens.get(at);
      Token before = at == 0 ? new Token(Kind.SYMBOL, "") : tokens.get(at - 1);
      int path = pathLength(tokens, at);
      if (isTable(tokens, at, path, functions, named)) {
        sql.append(table(path(tokens.subList(at, at + path))).name().sql());
        at += path;
      } else {
        if (token.isSymbol("(")) {
          functions.push(before.kind() == Kind.WORD ? before.text().toUpperCase(Locale.ROOT) : "");
        } else if (token.isSymbol(")")) {
          functions.poll();
        }
        boolean type =
            before.is("AS") && functions.peek() != null && functions.peek().endsWith("CAST");
        at += one(tokens, at, type, sql);
      }
      sql.append(' ');
    }
    return sql.toString();
  }

  /** Names that a WITH gives to queries, in lower case. */
  private static Set<String> named(List<Token> tokens) {
    Set<String> named = new HashSet<>();
    for (int at = 0; at + 2 < tokens.size(); at++) {
      if (tokens.get(at).isName()
          && tokens.get(at + 1).is("AS")
          && tokens.get(at + 2).isSymbol("(")) {
        named.add(tokens.get(at).text().toLowerCase(Locale.ROOT));
      }
    }
    return named;
  }

  private boolean isTable(
      List<Token> tokens, int at, int path, Deque<String> functions, Set<String> named) {
    Token token = tokens.get(at);
    if (path == 0) {
      return false;
    }
    if (token.kind() == Kind.QUOTED && token.text().indexOf('.') >= 0) {
      return true;
    }
    Token before = at == 0 ? token : tokens.get(at - 1);
    boolean expected =
        before.kind() == Kind.WORD
            && BEFORE_TABLES.contains(before.text().toUpperCase(Locale.ROOT));
    boolean other =
        "EXTRACT".equals(functions.peek())
            || (at > 1 && tokens.get(at - 2).is("DISTINCT"))
            || (token.kind() == Kind.WORD
                && NO_TABLES.contains(token.text().toUpperCase(Locale.ROOT)));
    boolean query = path == 1 && named.contains(token.text().toLowerCase(Locale.ROOT));
    return at > 0 && expected && !other && !query;
  }

  /** Translates what begins at a place. Returns how many pieces that took. */
  private static int one(List<Token> tokens, int at, boolean type, StringBuilder sql) {
    Token token = tokens.get(at);
    Token after = at + 1 < tokens.size() ? tokens.get(at + 1) : new Token(Kind.SYMBOL, "");
    String upper = token.text().toUpperCase(Locale.ROOT);
    switch (token.kind()) {
      case QUOTED -> sql.append(Names.quoted(token.text()));
      case STRING -> sql.append(quoted(token.text()));
      case NUMBER, SYMBOL -> sql.append(token.text());
      case WORD -> {
        if (after.kind() == Kind.STRING) {
          sql.append(literal(upper, after.text()));
          return 2;
        }
        boolean call = after.isSymbol("(");
        if (upper.matches("CURRENT_(TIMESTAMP|DATE)") && call) {
          sql.append(upper);
          return 3;
        }
        if (type) {
          sql.append(TYPES.getOrDefault(upper, upper));
        } else {
          sql.append(call ? FUNCTIONS.getOrDefault(upper, token.text()) : token.text());
        }
      }
    }
    return 1;
  }

  /** A word with a text behind it: a literal of a type, or a keyword and a string. */
  private static String literal(String word, String text) {
    try {
      return switch (word) {
        case "TIMESTAMP" -> {
          String iso = Moments.text(Moments.instant(text));
          yield "TIMESTAMP WITH TIME ZONE '" + iso.replace('T', ' ').replace("Z", "+00:00") + "'";
        }
        case "DATETIME" ->
            "TIMESTAMP '" + Moments.text(Moments.dateTime(text)).replace('T', ' ') + "'";
        case "DATE" -> "DATE '" + Moments.date(text) + "'";
        case "TIME" -> "TIME '" + Moments.text(Moments.time(text)) + "'";
        case "JSON" -> quoted(text);
        default -> word + " " + quoted(text);
      };
    } catch (DateTimeException e) {
      throw Refused.invalidQuery("Invalid " + word + " literal");
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
