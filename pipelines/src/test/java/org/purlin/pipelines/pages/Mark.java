package org.purlin.pipelines.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a comment above a block says of it.
 *
 * @param kind how it is dealt with
 * @param detail what stands after the colon; may be empty
 */
public record Mark(Kind kind, String detail) {

  /** How a block is dealt with. */
  public enum Kind {
    /** Run in the order of the page; {@code exit=3} when it ends like that. */
    RUN,
    /** A stand-in that stays up; {@code .env} when what it prints goes into that file. */
    START,
    /** Run by the named class of {@code src/e2e}. */
    TESTED,
    /** Not run here, for want of what is named. */
    NEEDS
  }

  private static final Pattern COMMENT =
      Pattern.compile("<!--\\s*(run|start|tested|needs)(?:\\s*:\\s*(.*?))?\\s*-->");

  /** What may be wanting. */
  private static final Set<String> WANTS =
      Set.of(
          "account", "build", "cloud", "code", "files", "flink", "network", "schedule", "windows");

  /** The marks in some HTML, in order. */
  static List<Mark> in(String html) {
    List<Mark> marks = new ArrayList<>();
    for (MatchResult found : COMMENT.matcher(html).results().toList()) {
      String detail = found.group(2) == null ? "" : found.group(2);
      marks.add(new Mark(Kind.valueOf(found.group(1).toUpperCase(Locale.ROOT)), detail));
    }
    return marks;
  }

  /** What is wrong with the mark; empty when nothing is. */
  public String problem() {
    boolean right =
        switch (kind) {
          case RUN -> detail.matches("(exit=\\d{1,3})?");
          case START -> detail.matches("(\\.env)?");
          case TESTED -> detail.matches("[A-Z]\\w+IT");
          case NEEDS -> WANTS.contains(detail);
        };
    return right ? "" : "the mark does not know \"" + detail + "\"";
  }

  /** The exit code that the last command of a block to run ends with. */
  public int exitCode() {
    return detail.startsWith("exit=") ? Integer.parseInt(detail.substring("exit=".length())) : 0;
  }

  /** Whether the block's commands are those of the program as it is. */
  public boolean isOfThisProgram() {
    return kind != Kind.NEEDS || !Set.of("code", "flink").contains(detail);
  }
}
