package org.purlin.io.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with {@code {variables}}. */
public final class Template {

  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private Template() {}

  /** The variables of a template, in order. */
  static List<String> variables(String template) {
    List<String> names = new ArrayList<>();
    Matcher matcher = VARIABLE.matcher(template);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** The text with each variable's value as it is. */
  static String plain(String template, Map<String, String> variables) {
    return fill(template, variables, UnaryOperator.identity());
  }

  /** The same as a path of a URL: nothing in a value can leave its segment. */
  static String path(String template, Map<String, String> variables) {
    return fill(template, variables, Template::segment);
  }

  /** The same as a path below a directory: nothing in a value can leave its place. */
  static String window(String template, Map<String, String> variables) {
    return fill(template, variables, Template::segment);
  }

  private static String fill(
      String template, Map<String, String> variables, UnaryOperator<String> form) {
    return VARIABLE
        .matcher(template)
        .replaceAll(
            match -> {
              String value = variables.get(match.group(1));
              if (value == null) {
                throw new IllegalArgumentException(
                    "{" + match.group(1) + "} of " + template + " has no value.");
              }
              return Matcher.quoteReplacement(form.apply(value));
            });
  }

  /**
   * A value as one segment of a path; dots alone would mean another directory, and nothing would be
   * none.
   */
  public static String segment(String value) {
    if (value.isEmpty()) {
      return "_";
    }
    String encoded = encoded(value);
    return encoded.chars().allMatch(c -> c == '.') ? encoded.replace(".", "%2E") : encoded;
  }

  /** A name or value of a query; commas and colons may stand there as they are. */
  static String parameter(String value) {
    return encoded(value).replace("%2C", ",").replace("%3A", ":");
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
