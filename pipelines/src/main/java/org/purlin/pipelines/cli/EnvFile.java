package org.purlin.pipelines.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.purlin.pipelines.UserMistakeException;

/**
 * A file of variables, read as Python's dotenv reads it, so that files of the tools Purlin replaces
 * mean the same here: a comment begins with a # after a blank, so a # inside a password is part of
 * it; values may be in single or double quotes. Names in values are not replaced.
 */
final class EnvFile {

  /** The first that is there is read; the second is for Windows, which dislikes the first. */
  private static final List<String> NAMES = List.of(".env", "env.txt");

  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*=\\s*(.*)");

  private static final Pattern QUOTED =
      Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"");

  private EnvFile() {}

  /** The variables of the file in a directory; none when there is no file. */
  static Map<String, String> read(Path directory) {
    // A directory of that name is some other tool's.
    return NAMES.stream()
        .map(directory::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .map(EnvFile::variables)
        .orElse(Map.of());
  }

  private static Map<String, String> variables(Path file) {
    Map<String, String> variables = new TreeMap<>();
    List<String> lines = lines(file).map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher parts = LINE.matcher(line);
      Optional<String> value = parts.matches() ? value(parts.group(2)) : Optional.empty();
      if (value.isEmpty()) {
        throw unreadable(file, " Look at line " + (i + 1) + ".");
      }
      variables.put(parts.group(1), value.get());
    }
    return variables;
  }

  /** Windows' editors begin a file with a byte order mark. */
  private static Stream<String> lines(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
          .replace("\uFEFF", "")
          .lines();
    } catch (IOException e) {
      throw unreadable(file, "");
    }
  }

  /** Empty when quotes are not closed, or something follows them. */
  private static Optional<String> value(String text) {
    if (!text.startsWith("'") && !text.startsWith("\"")) {
      return Optional.of(text.replaceFirst("(^|\\s)#.*", "").strip());
    }
    Matcher quoted = QUOTED.matcher(text);
    if (!quoted.lookingAt() || !text.substring(quoted.end()).matches("\\s*(#.*)?")) {
      return Optional.empty();
    }
    return Optional.of(
        quoted.group(1) != null
            ? quoted.group(1).replaceAll("\\\\(['\\\\])", "$1")
            : quoted.group(2).replaceAll("\\\\([\"\\\\])", "$1"));
  }

  /** Repeats no line, which may hold a secret. */
  private static UserMistakeException unreadable(Path file, String place) {
    return new UserMistakeException(
        "The file "
            + file.getFileName()
            + " in "
            + file.toAbsolutePath().getParent()
            + " cannot be read. Every line must be NAME=value, a comment (#) or empty."
            + place);
  }
}
