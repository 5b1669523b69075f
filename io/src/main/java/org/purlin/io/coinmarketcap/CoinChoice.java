package org.purlin.io.coinmarketcap;

import java.io.Serializable;
import java.util.List;

/**
 * Which coins something is asked of.
 *
 * @param values ids, symbols or slugs; empty for the other ways
 */
public record CoinChoice(By by, List<String> values) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How coins are chosen. */
  public enum By {
    NONE(""),
    /** All that are in the listings of the same run. */
    LISTED("id"),
    ID("id"),
    /** Several coins can have one symbol; all of them are meant. */
    SYMBOL("symbol"),
    SLUG("slug");

    private final String parameter;

    By(String parameter) {
      this.parameter = parameter;
    }

    /** The parameter of a request that names them. */
    String parameter() {
      return parameter;
    }
  }

  public CoinChoice {
    values = List.copyOf(values);
  }

  public static CoinChoice none() {
    return new CoinChoice(By.NONE, List.of());
  }

  public static CoinChoice listed() {
    return new CoinChoice(By.LISTED, List.of());
  }

  public boolean isNone() {
    return by == By.NONE;
  }
}
