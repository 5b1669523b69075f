package org.purlin.pipelines.coinmarketcap;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.UserMistakeException;

/** Values out of the texts of options. */
final class Words {

  /** An id becomes the name of a file, so it is digits and nothing else. */
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

  private static final Pattern PLAIN = Pattern.compile("[a-z0-9_]+");

  private Words() {}

  /** Ids of coins, each once. */
  static List<Long> ids(String flag, String list) {
    List<String> words = OptionValues.words(list);
    for (String word : words) {
      if (!ID.matcher(word).matches()) {
        throw new UserMistakeException(
            flag + " must be ids of coins with commas between, such as 1,1027, but has: " + word);
      }
    }
    if (words.isEmpty()) {
      throw new UserMistakeException(flag + " names no coin.");
    }
    return words.stream().map(Long::valueOf).distinct().toList();
  }

  static List<String> upper(List<String> words) {
    return words.stream().map(word -> word.toUpperCase(Locale.ROOT)).distinct().toList();
  }

  static String plain(String flag, String word) {
    if (!PLAIN.matcher(word).matches()) {
      throw new UserMistakeException(flag + " must be a word such as market_cap, but was: " + word);
    }
    return word;
  }

  /** The address of a server. */
  static URI url(String flag, String text) {
    URI url = OptionValues.url(flag, text.replaceAll("/+$", ""), "https://api.example.com");
    if (url.getRawQuery() != null) {
      throw new UserMistakeException(
          flag
              + " must be a URL such as https://api.example.com, without a ? and what follows it.");
    }
    return url;
  }
}
