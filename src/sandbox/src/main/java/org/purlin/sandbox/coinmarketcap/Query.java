package org.purlin.sandbox.coinmarketcap;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.purlin.sandbox.Request;

/** The parameters of a request, checked as the vendor checks them. */
record Query(Request request) {

  private static final Pattern FILTER = Pattern.compile("[a-z0-9_]+_(min|max)");

  /** Refuses parameters that an endpoint does not have. */
  void allow(Set<String> names) throws BadRequest {
    for (String name : request.parameters().keySet()) {
      if (!names.contains(name)) {
        throw notAllowed(name);
      }
    }
  }

  /** The same, but for the filters by least and most values. */
  void allowFiltersAnd(Set<String> names) throws BadRequest {
    for (String name : request.parameters().keySet()) {
      if (!names.contains(name) && !FILTER.matcher(name).matches()) {
        throw notAllowed(name);
      }
    }
  }

  private static BadRequest notAllowed(String name) {
    return new BadRequest("\"" + name + "\" is not allowed");
  }

  /** A whole number within limits. */
  int number(String name, int otherwise, int least, int most) throws BadRequest {
    String given = request.parameter(name).orElse("");
    if (given.isEmpty()) {
      return otherwise;
    }
    if (!given.matches("-?[0-9]{1,9}")) {
      throw new BadRequest("\"" + name + "\" must be a number");
    }
    int number = Integer.parseInt(given);
    if (number < least) {
      throw new BadRequest("\"" + name + "\" must be larger than or equal to " + least);
    }
    if (number > most) {
      throw new BadRequest("\"" + name + "\" must be less than or equal to " + most);
    }
    return number;
  }

  /** One of some words. */
  String word(String name, String otherwise, List<String> words) throws BadRequest {
    String given = request.parameter(name).orElse(otherwise);
    if (!words.contains(given)) {
      throw new BadRequest("\"" + name + "\" must be one of [" + String.join(", ", words) + "]");
    }
    return given;
  }

  /** Values separated by commas; empty when there are none. */
  List<String> list(String name) {
    return Arrays.stream(request.parameter(name).orElse("").split(",", -1))
        .filter(one -> !one.isEmpty())
        .toList();
  }

  boolean flag(String name) throws BadRequest {
    return word(name, "false", List.of("true", "false")).equals("true");
  }
}
