package org.purlin.io.bigquery;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dataset in BigQuery.
 *
 * @param project its id
 * @param name letters, digits and underscores
 */
public record Dataset(String project, String name) implements Serializable {

  /** What a user writes before it. */
  public static final String SCHEME = "bigquery:";

  /** Ids of projects may begin with a domain: {@code example.org:project}. */
  private static final Pattern FORM =
      Pattern.compile("((?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,61}[a-z0-9])[.:]([A-Za-z0-9_]{1,1024})");

  /** Reads {@code bigquery:project.dataset}; empty when it is something else. */
  public static Optional<Dataset> parse(String output) {
    Matcher form = FORM.matcher(output.startsWith(SCHEME) ? output.substring(SCHEME.length()) : "");
    return form.matches()
        ? Optional.of(new Dataset(form.group(1), form.group(2)))
        : Optional.empty();
  }

  /** As {@code project.dataset}. */
  @Override
  public String toString() {
    return project + "." + name;
  }
}
