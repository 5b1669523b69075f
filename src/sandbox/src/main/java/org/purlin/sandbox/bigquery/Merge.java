package org.purlin.sandbox.bigquery;

import java.util.ArrayList;
import java.util.List;

/**
 * A MERGE taken apart.
 *
 * @param target the path of the table that is changed
 * @param source a path, or a query in parentheses
 * @param on the condition under which rows of both match
 */
record Merge(
    List<Token> target,
    String targetAlias,
    List<Token> source,
    String sourceAlias,
    List<Token> on,
    List<Clause> clauses) {

  /** Which rows a clause is about. */
  enum About {
    MATCHED,
    NOT_MATCHED_BY_TARGET,
    NOT_MATCHED_BY_SOURCE
  }

  /**
   * One WHEN.
   *
   * @param condition empty when the clause takes all rows it is about
   * @param action what follows THEN
   */
  record Clause(About about, List<Token> condition, List<Token> action) {}

  static Merge parse(List<Token> tokens) {
    return new Reader(tokens).merge();
  }

  private static final class Reader {
    private final List<Token> tokens;
    private int at;

    Reader(List<Token> tokens) {
      this.tokens = tokens;
    }

    Merge merge() {
      expect("MERGE");
      accept("INTO");
      List<Token> target = path();
      String targetAlias = alias(target);
      expect("USING");
      List<Token> source = here().isSymbol("(") ? parentheses() : path();
      String sourceAlias = alias(source);
      expect("ON");
      List<Token> on = until("WHEN");
      List<Clause> clauses = new ArrayList<>();
      while (at < tokens.size()) {
        clauses.add(clause());
      }
      if (on.isEmpty() || clauses.isEmpty()) {
        throw Refused.invalidQuery("Syntax error: MERGE needs a condition and a WHEN clause");
      }
      return new Merge(target, targetAlias, source, sourceAlias, on, clauses);
    }

    private Clause clause() {
      expect("WHEN");
      boolean not = accept("NOT");
      expect("MATCHED");
      About about = not ? About.NOT_MATCHED_BY_TARGET : About.MATCHED;
      if (not && accept("BY")) {
        if (accept("SOURCE")) {
          about = About.NOT_MATCHED_BY_SOURCE;
        } else {
          expect("TARGET");
        }
      }
      List<Token> condition = accept("AND") ? until("THEN") : List.of();
      expect("THEN");
      return new Clause(about, condition, until("WHEN"));
    }

    private Token here() {
      if (at >= tokens.size()) {
        throw Refused.invalidQuery("Syntax error: Unexpected end of MERGE");
      }
      return tokens.get(at);
    }

    private boolean accept(String word) {
      boolean there = at < tokens.size() && here().is(word);
      at += there ? 1 : 0;
      return there;
    }

    private void expect(String word) {
      if (!accept(word)) {
        throw Refused.invalidQuery("Syntax error: Expected " + word + " in MERGE");
      }
    }

    private List<Token> path() {
      int length = Translation.pathLength(tokens, at);
      if (length == 0) {
        throw Refused.invalidQuery("Syntax error: Expected the name of a table in MERGE");
      }
      at += length;
      return tokens.subList(at - length, at);
    }

    private List<Token> parentheses() {
      int start = at;
      int depth = 0;
      do {
        depth += here().isSymbol("(") ? 1 : here().isSymbol(")") ? -1 : 0;
        at++;
      } while (depth > 0);
      return tokens.subList(start, at);
    }

    private String alias(List<Token> of) {
      boolean said = accept("AS");
      Token token = here();
      if (said || (token.isName() && !token.is("USING") && !token.is("ON"))) {
        at++;
        return token.text();
      }
      List<String> path = Translation.path(of);
      return of.get(0).isSymbol("(") ? "source" : path.get(path.size() - 1);
    }

    /** What stands before a word that is in no parentheses and no CASE. */
    private List<Token> until(String word) {
      int start = at;
      int depth = 0;
      while (at < tokens.size() && (depth > 0 || !here().is(word))) {
        Token token = here();
        boolean opens = token.isSymbol("(") || token.is("CASE");
        boolean closes = token.isSymbol(")") || token.is("END");
        depth += opens ? 1 : closes ? -1 : 0;
        at++;
      }
      return tokens.subList(start, at);
    }
  }
}
