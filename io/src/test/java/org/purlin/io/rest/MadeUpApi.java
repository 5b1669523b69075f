package org.purlin.io.rest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Api;
import org.purlin.sandbox.Request;

/** An API made up for tests: at each path what a test puts there, and 404 everywhere else. */
final class MadeUpApi implements Api {

  /** What stands at a path. */
  @FunctionalInterface
  interface Shelf {
    Answer answer(Request request) throws IOException;
  }

  private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();

  /** Puts something at a path, in place of what was there. */
  MadeUpApi at(String path, Shelf shelf) {
    shelves.put(path, shelf);
    return this;
  }

  /** Puts one page of records at a path. */
  MadeUpApi at(String path, List<String> records) {
    return at(path, request -> page(records));
  }

  @Override
  public Answer answer(Request request, int inFlight) throws IOException {
    Shelf shelf = shelves.get(request.path());
    return shelf == null ? Answer.json(404, "{}") : shelf.answer(request);
  }

  /** A page that holds records and nothing else. */
  static Answer page(List<String> records) {
    return Answer.json(200, json(records, ""));
  }

  /** A page with further fields: {@code ,"total":7}. */
  static String json(List<String> records, String further) {
    return "{\"data\":[" + String.join(",", records) + "]" + further + "}";
  }

  /** Things from one number to another, both inclusive. */
  static List<String> things(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(n -> thing("t" + n, "Thing " + n)).toList();
  }

  static String thing(String id, String name) {
    return "{\"id\":\"" + id + "\",\"name\":\"" + name + "\"}";
  }

  /**
   * A list that is asked for by the number of records to skip.
   *
   * @param first what the first record's number is
   */
  static Shelf slices(String from, int first, String limit, List<String> records) {
    return request -> {
      int skip = number(request, from) - first;
      int size = number(request, limit);
      List<String> slice =
          records.subList(Math.min(skip, records.size()), Math.min(skip + size, records.size()));
      return Answer.json(200, json(slice, ",\"total\":" + records.size()));
    };
  }

  static int number(Request request, String parameter) {
    return Integer.parseInt(request.parameter(parameter).orElseThrow());
  }
}
