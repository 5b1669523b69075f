package org.purlin.pipelines.csc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.Verdict;

/** Answers "what does the receiver hold of this child, and since when". Changes nothing. */
public final class ShowCscHistory implements Command<CscHistoryOptions> {

  private static final String FILE = "file:";

  @Override
  public String verb() {
    return "csc history";
  }

  @Override
  public String summary() {
    return "Say what was sent of one child, when, and what the receiver holds now.";
  }

  @Override
  public Class<CscHistoryOptions> options() {
    return CscHistoryOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # The id stands in a file; everything else comes from the .env file
        purlin csc history --child=file:child.txt""",
        """
        # With what was sent, for a subject access request
        purlin csc history --child=file:child.txt --bodies --json > answer.json""");
  }

  @Override
  public Map<String, String> aliases() {
    return CscSettings.ALIASES;
  }

  @Override
  public Optional<ExitCode> exitCodeOf(Throwable failure) {
    return CscSettings.exitCodeOf(failure);
  }

  @Override
  public Verdict run(CscHistoryOptions options, Console console) {
    String child = child(options.getChild());
    try (OpenRecords open = OpenRecords.open(options)) {
      ChildHistory history =
          new ChildHistory(
              open.records().history(child),
              open.records().accepted(List.of(child)).get(child),
              options.isBodies());
      history.print(console);
      return history.isEmpty()
          ? new Verdict(
              ExitCode.DONE,
              "Nothing is recorded of this child for this authority, table and receiver: it was"
                  + " never sent from here. Check --child, --table and --endpoint.")
          : Verdict.DONE;
    }
  }

  private static String child(String given) {
    String child = given.startsWith(FILE) ? firstLine(given.substring(FILE.length())) : given;
    if (child.isBlank()) {
      throw new UserMistakeException(
          "--child must be an la_child_id, or file:PATH of a file whose first line it is.");
    }
    return child.strip();
  }

  private static String firstLine(String path) {
    try (var lines = Files.lines(Path.of(path))) {
      return lines.findFirst().orElse("").replace("\uFEFF", "");
    } catch (IOException | UncheckedIOException | InvalidPathException e) {
      throw new UserMistakeException(
          "--child: the file '" + path + "' cannot be read. Is the path right and readable?");
    }
  }
}
