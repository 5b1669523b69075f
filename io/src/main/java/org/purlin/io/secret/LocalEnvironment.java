package org.purlin.io.secret;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Environment variables as {@code env:} references see them: those of the process first, then those
 * the launcher read from a {@code .env} file.
 *
 * <p>The second part lives in this process only. It is not sent to remote workers; there a
 * reference must be {@code file:} or {@code secret:}, or the worker must have the variable itself.
 */
public final class LocalEnvironment {

  private static final Map<String, String> ADDED = new ConcurrentHashMap<>();

  private LocalEnvironment() {}

  /** Adds variables. One that the process environment also has is kept, but not seen. */
  public static void add(Map<String, String> variables) {
    ADDED.putAll(variables);
  }

  /** Forgets every added variable. */
  public static void clear() {
    ADDED.clear();
  }

  /** Returns a variable's value; empty when neither the process nor the launcher has set it. */
  public static Optional<String> get(String name) {
    String value = System.getenv(name);
    return Optional.ofNullable(value != null ? value : ADDED.get(name));
  }
}
