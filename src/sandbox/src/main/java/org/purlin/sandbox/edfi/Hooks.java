package org.purlin.sandbox.edfi;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.purlin.sandbox.Request;

/** What is to be done before certain requests are answered, each once. */
final class Hooks {

  private static final class Hook {
    final Predicate<Request> match;
    final Runnable action;
    int left;

    Hook(int nth, Predicate<Request> match, Runnable action) {
      this.left = nth;
      this.match = match;
      this.action = action;
    }
  }

  private final List<Hook> hooks = new ArrayList<>();

  synchronized void add(int nth, Predicate<Request> match, Runnable action) {
    if (nth < 1) {
      throw new IllegalArgumentException("nth must be 1 or more, but was: " + nth);
    }
    hooks.add(new Hook(nth, match, action));
  }

  /** Does what is due before this request, in the order in which it was added. */
  void run(Request request) {
    for (Runnable action : due(request)) {
      action.run();
    }
  }

  private synchronized List<Runnable> due(Request request) {
    List<Runnable> due = new ArrayList<>();
    for (Iterator<Hook> all = hooks.iterator(); all.hasNext(); ) {
      Hook hook = all.next();
      if (hook.match.test(request) && --hook.left == 0) {
        due.add(hook.action);
        all.remove();
      }
    }
    return due;
  }
}
