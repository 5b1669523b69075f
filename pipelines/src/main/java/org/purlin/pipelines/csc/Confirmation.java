package org.purlin.pipelines.csc;

import java.io.Console;
import java.util.Locale;
import org.purlin.pipelines.UserMistakeException;

/** Asks the person at the terminal before something is changed for good. */
final class Confirmation {

  private Confirmation() {}

  /**
   * Returns when the answer is yes.
   *
   * @throws UserMistakeException when it is anything else, or when nobody is there to answer
   */
  @SuppressWarnings("SystemConsoleNull") // later Javas give one whose line is null then
  static void ask(String question) {
    Console terminal = System.console();
    String answer = terminal == null ? null : terminal.readLine("%s [y/N] ", question);
    if (answer == null) {
      throw new UserMistakeException(
          question + " Nobody is at the terminal to answer; add --yes if it is to be done.");
    }
    String word = answer.strip().toLowerCase(Locale.ROOT);
    if (!word.equals("y") && !word.equals("yes")) {
      throw new UserMistakeException("It was not confirmed.");
    }
  }
}
