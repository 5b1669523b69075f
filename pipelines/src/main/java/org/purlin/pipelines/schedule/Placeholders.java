package org.purlin.pipelines.schedule;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in double braces for what only the one who deploys knows: {@code {{PROJECT}}}. {@code
 * templates/deploy} fills them in.
 */
public final class Placeholders {

  public static final String PROJECT = "{{PROJECT}}";
  public static final String REGION = "{{REGION}}";

  /** Name of the bucket, without {@code gs://}. */
  public static final String BUCKET = "{{BUCKET}}";

  public static final String IMAGE = "{{IMAGE}}";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Z_]+)}}");

  private Placeholders() {}

  /** Puts in what is known; the others stay. */
  public static String fill(String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
  }

  /** Their names, without the braces. */
  public static Set<String> in(String text) {
    Set<String> names = new TreeSet<>();
    PLACEHOLDER.matcher(text).results().forEach(found -> names.add(found.group(1)));
    return names;
  }
}
