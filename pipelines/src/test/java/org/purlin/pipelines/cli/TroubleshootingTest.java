package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages that the page of troubleshooting explains are messages of the program. */
class TroubleshootingTest {

  private static final Path ROOT = Path.of(System.getProperty("purlin.root"));

  /** The first cell of a row, which is a code span. */
  private static final Pattern MESSAGE = Pattern.compile("^\\| `([^`]+)` \\|.*");

  /** Shorter pieces could stand anywhere. */
  private static final int LETTERS = 8;

  /** Where one literal ends and the next begins. */
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

  private static List<String> messages(String page) {
    return page.lines()
        .map(MESSAGE::matcher)
        .filter(Matcher::matches)
        .map(m -> m.group(1))
        .toList();
  }

  private static List<String> pieces(String message) {
    return Arrays.stream(message.split("…"))
        .map(String::strip)
        .filter(piece -> piece.chars().filter(Character::isLetter).count() >= LETTERS)
        .toList();
  }

  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String module : List.of("transforms", "io", "pipelines")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          all.append(Files.readString(file));
        }
      }
    }
    all.append(Files.readString(ROOT.resolve("purlin")));
    return JOINED.matcher(all).replaceAll("").replace("\\\"", "\"");
  }

  private static List<String> unknown(String page) throws IOException {
    String sources = sources();
    List<String> unknown = new ArrayList<>();
    for (String message : messages(page)) {
      pieces(message).stream()
          .filter(piece -> !sources.contains(piece))
          .forEach(piece -> unknown.add(message + ": nowhere is " + piece));
    }
    return unknown;
  }

  @Test
  void everyMessageOnThePageIsSaidByTheProgram() throws IOException {
    String page = Files.readString(ROOT.resolve("src/site/markdown/troubleshooting.md"));

    assertThat(messages(page).size(), is(greaterThan(60)));
    assertThat(unknown(page), is(empty()));
  }

  @Test
  void aMessageThatNobodySaysIsNamed() throws IOException {
    assertThat(
        unknown("| `Unknown verb …` | x |\n| `The … made of cheese` | x |\n"),
        contains("The … made of cheese: nowhere is made of cheese"));
  }
}
