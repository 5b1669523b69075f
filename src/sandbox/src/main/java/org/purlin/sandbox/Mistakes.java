package org.purlin.sandbox;

import java.net.BindException;

/** What the one who starts a stand-in as a process sees of a mistake of his. */
public final class Mistakes {

  private Mistakes() {}

  /**
   * From now on a wrong flag, or a port that is taken, ends this thread with one sentence on
   * standard error in the place of a stack trace. A process whose main thread ends so exits with 1.
   */
  public static void inOneSentence() {
    Thread.currentThread().setUncaughtExceptionHandler(Mistakes::tell);
  }

  private static void tell(Thread thread, Throwable failure) {
    if (failure instanceof IllegalArgumentException || failure instanceof BindException) {
      System.err.println("ERROR " + failure.getMessage());
    } else {
      failure.printStackTrace();
    }
  }
}
