package org.purlin.sandbox.bigquery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.purlin.sandbox.bigquery.Token.Kind;

/** Takes a statement of GoogleSQL into its pieces; comments are left out. */
final class Tokenizer {

  private static final List<String> LONG_SYMBOLS = List.of("!=", "<>", "<=", ">=", "||", "=>");

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokenizer(String sql) {
    this.sql = sql;
  }

  /** The pieces, without a semicolon at the end. */
  static List<Token> tokens(String sql) {
    Tokenizer tokenizer = new Tokenizer(sql);
    while (tokenizer.at < sql.length()) {
      tokenizer.next();
    }
    List<Token> tokens = tokenizer.tokens;
    while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).isSymbol(";")) {
      tokens.remove(tokens.size() - 1);
    }
    if (tokens.stream().anyMatch(token -> token.isSymbol(";"))) {
      throw Refused.unsupported("scripts of several statements");
    }
    return List.copyOf(tokens);
  }

  private void next() {
    char c = sql.charAt(at);
    if (Character.isWhitespace(c)) {
      at++;
    } else if (c == '#' || sql.startsWith("--", at)) {
      int end = sql.indexOf('\n', at);
      at = end < 0 ? sql.length() : end;
    } else if (sql.startsWith("/*", at)) {
      at = end("*/", at + 2) + 2;
    } else if (c == '`') {
      int end = end("`", at + 1);
      add(Kind.QUOTED, sql.substring(at + 1, end), end + 1);
    } else if (c == '\'' || c == '"') {
      string(c);
    } else if (Character.isLetter(c) || c == '_') {
      word();
    } else if (Character.isDigit(c)) {
      number();
    } else {
      symbol();
    }
  }

  private void add(Kind kind, String text, int end) {
    tokens.add(new Token(kind, text));
    at = end;
  }

  private int end(String mark, int from) {
    int end = sql.indexOf(mark, from);
    if (end < 0) {
      throw Refused.invalidQuery("Syntax error: Unclosed quotes or comment at [" + at + "]");
    }
    return end;
  }

  private void word() {
    int end = at;
    while (end < sql.length()
        && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
      end++;
    }
    String word = sql.substring(at, end);
    boolean prefix = end < sql.length() && (sql.charAt(end) == '\'' || sql.charAt(end) == '"');
    if (prefix && List.of("r", "b", "rb", "br").contains(word.toLowerCase(Locale.ROOT))) {
      throw Refused.unsupported("raw strings and bytes in SQL");
    }
    add(Kind.WORD, word, end);
  }

  private void number() {
    int end = at;
    while (end < sql.length() && isOfNumber(end)) {
      end++;
    }
    add(Kind.NUMBER, sql.substring(at, end), end);
  }

  private boolean isOfNumber(int index) {
    char c = sql.charAt(index);
    boolean sign = (c == '-' || c == '+') && "eE".indexOf(sql.charAt(index - 1)) >= 0;
    return Character.isLetterOrDigit(c) || c == '.' || sign;
  }

  private void symbol() {
    for (String symbol : LONG_SYMBOLS) {
      if (sql.startsWith(symbol, at)) {
        add(Kind.SYMBOL, symbol, at + symbol.length());
        return;
      }
    }
    char c = sql.charAt(at);
    if (c == '@' || c == '?') {
      throw Refused.unsupported("query parameters");
    }
    add(Kind.SYMBOL, String.valueOf(c), at + 1);
  }

  private void string(char quote) {
    boolean touches = at > 0 && sql.charAt(at - 1) == quote;
    if (touches || sql.startsWith(String.valueOf(quote).repeat(3), at)) {
      // 'it''s' is no escape in GoogleSQL; three quotes begin a string that nobody needs here.
      throw Refused.invalidQuery("Syntax error: Unexpected string literal at [" + at + "]");
    }
    StringBuilder text = new StringBuilder();
    int index = at + 1;
    while (index < sql.length() && sql.charAt(index) != quote) {
      if (sql.charAt(index) == '\\' && index + 1 < sql.length()) {
        index += escape(index + 1, text);
      } else {
        text.append(sql.charAt(index));
        index++;
      }
    }
    if (index >= sql.length()) {
      throw Refused.invalidQuery("Syntax error: Unclosed string literal at [" + at + "]");
    }
    add(Kind.STRING, text.toString(), index + 1);
  }

  /** Resolves an escape. Returns its length with the backslash. */
  private int escape(int index, StringBuilder text) {
    char c = sql.charAt(index);
    int digits = c == 'u' ? 4 : c == 'U' ? 8 : c == 'x' || c == 'X' ? 2 : 0;
    if (digits > 0) {
      try {
        text.appendCodePoint(Integer.parseInt(sql.substring(index + 1, index + 1 + digits), 16));
        return 2 + digits;
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw Refused.invalidQuery("Syntax error: Illegal escape sequence");
      }
    }
    int known = "abfnrtv\\'\"`?".indexOf(c);
    if (known < 0) {
      throw Refused.invalidQuery("Syntax error: Illegal escape sequence: \\" + c);
    }
    text.append("\u0007\b\f\n\r\t\u000b\\'\"`?".charAt(known));
    return 2;
  }
}
