package org.purlin.pipelines.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A command line of Purlin on a page.
 *
 * @param line where it begins
 * @param words what follows {@code purlin}, as a shell would hand it over
 */
public record PageCommand(int line, List<String> words) {

  /** How the program is called: by the path, in a directory, on Windows. */
  private static final Pattern PROGRAM = Pattern.compile("(.*[/\\\\])?purlin(\\.cmd)?");

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_]\\w*=.*", Pattern.DOTALL);
  private static final Pattern WHEN = Pattern.compile("[\\d*/,-]+");
  private static final int FIELDS_OF_A_CRONTAB = 5;
  private static final Pattern REDIRECTION = Pattern.compile("\\d?(>|<(?![\\w-]+>)).*");
  private static final Pattern HERE = Pattern.compile("<<-?\\s*['\"]?(\\w+)['\"]?");

  /** The commands of a block whose first line is this one. */
  static List<PageCommand> in(String text, int firstLine) {
    List<PageCommand> commands = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int begin = i;
      StringBuilder whole = new StringBuilder(lines.get(i));
      while (goesOn(whole) && i + 1 < lines.size()) {
        whole.setLength(whole.length() - 1);
        whole.append(' ').append(lines.get(++i).strip());
      }
      for (List<String> command : ShellWords.commands(whole.toString())) {
        purlin(command).ifPresent(words -> commands.add(new PageCommand(firstLine + begin, words)));
      }
      var here = HERE.matcher(whole);
      while (here.find() && i + 1 < lines.size()) {
        // What follows is a file's text, up to the word.
        do {
          i++;
        } while (i < lines.size() && !lines.get(i).strip().equals(here.group(1)));
      }
    }
    return commands;
  }

  /** By a backslash; PowerShell's and cmd's signs mean the same. */
  private static boolean goesOn(StringBuilder line) {
    return !line.isEmpty() && "\\`^".indexOf(line.charAt(line.length() - 1)) >= 0;
  }

  private static Optional<List<String>> purlin(List<String> command) {
    int at = 0;
    if (command.size() > FIELDS_OF_A_CRONTAB
        && command.stream()
            .limit(FIELDS_OF_A_CRONTAB)
            .allMatch(word -> WHEN.matcher(word).matches())) {
      at = FIELDS_OF_A_CRONTAB;
    }
    while (at < command.size() && VARIABLE.matcher(command.get(at)).matches()) {
      at++;
    }
    if (at == command.size() || !PROGRAM.matcher(command.get(at)).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        command.subList(at + 1, command.size()).stream()
            .takeWhile(word -> !REDIRECTION.matcher(word).matches())
            .toList());
  }

  /**
   * Whether a value stands for one of the reader's: {@code ...}, {@code <id>}, {@code $NAME},
   * {@code PROJECT}.
   */
  public static boolean isPlaceholder(String value) {
    return value.contains("...")
        || value.contains("…")
        || value.contains("$")
        || value.matches("(?s).*<[^>]+>.*")
        || value.matches("[A-Z][A-Z0-9_-]+");
  }
}
