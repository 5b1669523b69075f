package org.purlin.pipelines.pages;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a line of shell apart as far as the pages go: words, quotes, comments, several commands.
 */
final class ShellWords {

  private final List<List<String>> commands = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean isWord;

  private ShellWords() {}

  /** The commands of a line, each as its words. */
  static List<List<String>> commands(String line) {
    ShellWords shell = new ShellWords();
    shell.read(line);
    return shell.commands;
  }

  private void read(String line) {
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        isWord = true;
      } else if (Character.isWhitespace(c)) {
        endWord();
      } else if (c == '#' && !isWord) {
        break;
      } else if ((c == '&' && !redirects()) || c == '|' || c == ';') {
        endCommand();
      } else {
        word.append(c);
        isWord = true;
      }
    }
    endCommand();
  }

  /** {@code 2>&1}: the sign belongs to the word. */
  private boolean redirects() {
    return !word.isEmpty() && word.charAt(word.length() - 1) == '>';
  }

  private void endWord() {
    if (isWord) {
      words.add(word.toString());
      word.setLength(0);
      isWord = false;
    }
  }

  private void endCommand() {
    endWord();
    if (!words.isEmpty()) {
      commands.add(words);
      words = new ArrayList<>();
    }
  }
}
