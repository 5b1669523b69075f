package org.purlin.sandbox.edfi;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.purlin.sandbox.Request;

/** The query of a request. Names are the same in any case. */
final class Parameters {

  private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  Parameters(Request request) {
    values.putAll(request.parameters());
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  boolean flag(String name) {
    return "true".equalsIgnoreCase(values.get(name));
  }

  /**
   * A whole number within bounds, both included.
   *
   * @throws Refused when it is none
   */
  long number(String name, long least, long most, long otherwise) throws Refused {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new Refused(Problem.parameter("The value of " + name + " is not a number."), e);
    }
    String pascal = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    throw new Refused(
        Problem.parameter(
            most == Long.MAX_VALUE
                ? pascal + " must be a value of " + least + " or more."
                : pascal + " must be a value between " + least + " and " + most + "."),
        null);
  }

  /** The rows that are meant. Filters the resource does not know are ignored, as ODS/API does. */
  Filter filter(Resource resource, boolean changeQueries) throws Refused {
    Map<String, String> wanted = new HashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.equalsIgnoreCase("id") || resource.hasLeaf(name)) {
            wanted.put(name, value);
          }
        });
    return changeQueries
        ? new Filter(
            number("minChangeVersion", 0, Long.MAX_VALUE, 0),
            number("maxChangeVersion", 0, Long.MAX_VALUE, Long.MAX_VALUE),
            wanted)
        : new Filter(0, Long.MAX_VALUE, wanted);
  }

  /** A parameter that is wrong. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    Refused(Problem problem, Throwable cause) {
      super(problem.title(), cause);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }
}
