package org.purlin.transforms.rows;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must not be written: columns, and values inside JSON columns.
 *
 * <p>Written as {@code ip_address,user_id:hash,user_properties.email}: a name or path, then {@code
 * :drop} (the default: the value becomes null, a key inside a JSON column disappears) or {@code
 * :hash} (the value becomes its HMAC-SHA256 in hexadecimal, so that it still joins and counts). A
 * path counts from its column and does not mention array positions; keys that hold dots need no
 * quoting, because the whole dotted path is compared.
 */
public final class Redaction implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What happens to a value. */
  enum Action {
    DROP,
    HASH
  }

  private static final Redaction NONE = new Redaction(Map.of());

  /** By dotted path, column name first. */
  private final LinkedHashMap<String, Action> rules;

  private Redaction(Map<String, Action> rules) {
    this.rules = new LinkedHashMap<>(rules);
  }

  /** Nothing is redacted. */
  public static Redaction none() {
    return NONE;
  }

  /**
   * Reads the rules a user wrote.
   *
   * @throws IllegalArgumentException when a name is no column of the table or a rule cannot be
   *     carried out; a typing error must not leave a person's data in place
   */
  public static Redaction parse(String text, Table table) {
    if (text == null || text.isBlank()) {
      return NONE;
    }
    Map<String, Action> rules = new LinkedHashMap<>();
    for (String rule : text.split(",", -1)) {
      if (!rule.isBlank()) {
        addRule(rule.strip(), table, rules);
      }
    }
    return new Redaction(rules);
  }

  /**
   * Leaves out everything personal but what is allowed. In a table that has personal columns {@code
   * _extra} counts as personal too: a key nobody knows may name somebody, and so may a value that
   * does not fit its column.
   *
   * @param allowed columns written as they are; names of other tables' columns mean nothing here
   * @param hashed columns, personal or not, written as their hash, also where they are allowed
   * @throws IllegalArgumentException when a column to be hashed is no text, or one to be left out
   *     is required
   */
  public static Redaction ofPersonal(Table table, Set<String> allowed, Set<String> hashed) {
    boolean hasPersonal = table.columns().stream().anyMatch(Column::personal);
    Map<String, Action> rules = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      boolean isExtra = column.name().equals(Table.EXTRA);
      if (isIn(hashed, column)) {
        addRule(column.name() + ":hash", table, rules);
      } else if ((column.personal() || (isExtra && hasPersonal)) && !isIn(allowed, column)) {
        addRule(column.name(), table, rules);
      }
    }
    return new Redaction(rules);
  }

  private static boolean isIn(Set<String> names, Column column) {
    return names.contains(column.name())
        || (column.source() != null && names.contains(column.source()));
  }

  private static void addRule(String rule, Table table, Map<String, Action> rules) {
    Action action = Action.DROP;
    String path = rule;
    if (rule.endsWith(":hash")) {
      action = Action.HASH;
      path = rule.substring(0, rule.length() - ":hash".length());
    } else if (rule.endsWith(":drop")) {
      path = rule.substring(0, rule.length() - ":drop".length());
    } else if (rule.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "A redaction ends in :drop or :hash, but was: " + rule + ".");
    }
    if (path.endsWith(".")) {
      throw new IllegalArgumentException("A key is missing after the last dot of " + rule + ".");
    }
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    Column column =
        table
            .find(name)
            .filter(c -> !c.isLineage() || c.name().equals(Table.EXTRA))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No column '"
                            + name
                            + "' to redact; the columns are "
                            + table.columns().stream()
                                .filter(c -> !c.isLineage())
                                .map(Column::name)
                                .collect(Collectors.joining(", "))
                            + ". Name a key without a column as _extra.<key>."));
    if (dot >= 0 && column.type() != ColumnType.JSON) {
      throw new IllegalArgumentException(
          "Column " + column.name() + " holds no keys, so '" + path + "' cannot be redacted.");
    }
    if (dot < 0 && action == Action.HASH && column.type() != ColumnType.STRING) {
      throw new IllegalArgumentException(
          "Column " + column.name() + " is no text, so it can be dropped but not hashed.");
    }
    if (dot < 0 && action == Action.DROP && column.required()) {
      throw new IllegalArgumentException(
          "Column " + column.name() + " is required, so it can be hashed but not dropped.");
    }
    String known = column.name() + (dot < 0 ? "" : path.substring(dot));
    Action other = rules.put(known, action);
    if (other != null && other != action) {
      throw new IllegalArgumentException("'" + known + "' cannot be both dropped and hashed.");
    }
  }

  /** True when some value is hashed, so that a key is needed. */
  public boolean needsKey() {
    return rules.containsValue(Action.HASH);
  }

  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /** What to do at this path; null where nothing is redacted. */
  Action at(String path) {
    return rules.get(path);
  }

  /** True when something inside this column, not the whole of it, is redacted. */
  boolean reachesInto(String column) {
    return rules.keySet().stream().anyMatch(path -> path.startsWith(column + "."));
  }

  /** The rules as a user writes them, in a stable order. */
  @Override
  public String toString() {
    return rules.entrySet().stream()
        .map(rule -> rule.getKey() + (rule.getValue() == Action.HASH ? ":hash" : ":drop"))
        .sorted()
        .collect(Collectors.joining(","));
  }
}
