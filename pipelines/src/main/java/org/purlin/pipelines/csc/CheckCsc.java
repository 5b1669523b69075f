package org.purlin.pipelines.csc;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.check.Checklist;
import org.purlin.pipelines.check.Checks;
import org.purlin.pipelines.check.DestinationChecks;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.Verdict;

/** Tries everything a night needs, and says what is in the way. Changes and sends nothing. */
public final class CheckCsc implements Command<CheckCscOptions> {

  /** What can be asked for alone. */
  enum Part {
    ENDPOINT,
    DATABASE,
    SCHEMA
  }

  @Override
  public String verb() {
    return "check csc";
  }

  @Override
  public String summary() {
    return "Try all that a CSC run needs, from names to columns; change nothing.";
  }

  @Override
  public Class<CheckCscOptions> options() {
    return CheckCscOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # Everything; the settings come from the .env file of the Python sender
        purlin check csc""",
        """
        # Only the way to the receiver, for the firewall team
        purlin check csc --only=endpoint --json""");
  }

  @Override
  public Map<String, String> aliases() {
    return CscSettings.ALIASES;
  }

  /** Those of the Python sender, as they are and as they once were. */
  @Override
  public Map<String, String> verbAliases() {
    String endpoint = "check csc --only=endpoint";
    String database = "check csc --only=database";
    String schema = "check csc --only=schema";
    return Map.ofEntries(
        Map.entry("csc test-endpoint", endpoint),
        Map.entry("csc test-db-connection", database),
        Map.entry("csc test-db", database),
        Map.entry("csc test-schema", schema),
        Map.entry("csc run-smoke", "check csc"),
        Map.entry("csc smoke", "check csc"),
        Map.entry("test-endpoint", endpoint),
        Map.entry("test-db-connection", database),
        Map.entry("test-db", database),
        Map.entry("test-schema", schema),
        Map.entry("run-smoke", "check csc"),
        Map.entry("smoke", "check csc"));
  }

  @Override
  public Optional<ExitCode> exitCodeOf(Throwable failure) {
    return CscSettings.exitCodeOf(failure);
  }

  @Override
  public Verdict run(CheckCscOptions options, Console console) throws InterruptedException {
    Set<Part> parts = parts(options.getOnly());
    Checklist checks = new Checklist();
    if (parts.contains(Part.ENDPOINT)) {
      new EndpointChecks(options, checks).run();
    }
    if (parts.contains(Part.DATABASE) || parts.contains(Part.SCHEMA)) {
      new DatabaseChecks(options, parts, checks).run();
    }
    if (options.getOnly() == null) {
      DestinationChecks.files(checks, options);
    }
    return Checks.print(checks.list(), console);
  }

  private static Set<Part> parts(String only) {
    if (only == null) {
      return EnumSet.allOf(Part.class);
    }
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String word : only.split(",", -1)) {
      parts.add(
          Arrays.stream(Part.values())
              .filter(part -> part.name().equalsIgnoreCase(word.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new UserMistakeException(
                          "--only must be endpoint, database or schema, or several with commas"
                              + " between, but was: "
                              + only.toLowerCase(Locale.ROOT))));
    }
    return parts;
  }
}
