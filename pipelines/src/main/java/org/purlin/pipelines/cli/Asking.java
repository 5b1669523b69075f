package org.purlin.pipelines.cli;

import java.io.Console;
import java.util.Optional;

/** Asks whoever is at the terminal. */
@FunctionalInterface
interface Asking {

  /** The answer; empty when nobody is there to answer. */
  Optional<String> ask(String question);

  /** Of the process's own terminal. */
  @SuppressWarnings("SystemConsoleNull") // later Javas give one whose line is null then
  static Asking atTheTerminal() {
    return question -> {
      Console terminal = System.console();
      return terminal == null
          ? Optional.empty()
          : Optional.ofNullable(terminal.readLine("%s ", question));
    };
  }
}
