package org.purlin.transforms.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server's answer says, before it is made safe to show.
 *
 * @param type the problem's type; null when none is given
 * @param reason all that is said; may be empty
 * @param words its sentences alone, without names of places and data that are echoed; may be empty
 * @param path the first place that is blamed; null when none is named
 */
record ProblemText(String type, String reason, String words, String path) {

  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]*)", Pattern.CASE_INSENSITIVE);

  /** Keys under which servers write their words, the most telling first. */
  private static final List<String> WORDS =
      List.of("detail", "message", "error_description", "title");

  /** Keys under which one of several problems names its place. */
  private static final List<String> PLACES = List.of("path", "instancePath", "pointer");

  private static final List<String> BY_PLACE = List.of("validationErrors", "modelState");

  /** Further keys with problems one by one. */
  private static final List<String> LISTS = List.of("errors", "failures");

  static ProblemText of(String reason) {
    return new ProblemText(null, reason, reason, null);
  }

  /** Of broken JSON nobody can tell the words from the data. */
  static ProblemText ofText(String text) {
    boolean isData = text.startsWith("{") || text.startsWith("[");
    return new ProblemText(null, text, isData ? "" : text, null);
  }

  /** Of a page made for people only its title is kept. */
  static ProblemText ofPage(int status, String page) {
    Matcher title = TITLE.matcher(page);
    String words = title.find() ? title.group(1).strip() : "";
    return of("HTTP " + status + " with a web page" + (words.isEmpty() ? "" : ": " + words));
  }

  static ProblemText ofJson(JsonNode json) {
    if (!json.isObject()) {
      return collected(json);
    }
    JsonNode error = json.path("error");
    String description = json.path("error_description").asText();
    if (error.isContainerNode()) {
      return collected(error);
    }
    if (error.isTextual()) {
      return of(error.asText() + (description.isEmpty() ? "" : ": " + description));
    }
    JsonNode type = json.path("type");
    ProblemText found = collected(json);
    return new ProblemText(
        type.isTextual() ? type.textValue() : null, found.reason, found.words, found.path);
  }

  private static ProblemText collected(JsonNode json) {
    Collected found = new Collected();
    found.collect(json);
    return new ProblemText(
        null,
        String.join(" ", found.reasons),
        String.join(" ", found.words),
        found.paths.isEmpty() ? null : found.paths.get(0));
  }

  /** What was found so far, in the order of the answer. */
  private static final class Collected {

    private final List<String> reasons = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();

    void collect(JsonNode json) {
      if (json.isArray()) {
        json.forEach(this::collect);
      } else if (!json.isObject()) {
        say(json.asText());
      } else {
        collectObject(json);
      }
    }

    private void collectObject(JsonNode json) {
      int before = reasons.size();
      for (String key : PLACES) {
        if (json.path(key).isTextual()) {
          paths.add(json.get(key).textValue());
          break;
        }
      }
      Collected placed = new Collected();
      for (String key : BY_PLACE) {
        json.path(key)
            .fields()
            .forEachRemaining(place -> placed.collectAt(place.getKey(), place.getValue()));
      }
      if (placed.reasons.isEmpty() || !json.has("validationErrors")) {
        sayMost(json);
      }
      reasons.addAll(placed.reasons);
      words.addAll(placed.words);
      paths.addAll(placed.paths);
      for (String key : LISTS) {
        collect(json.path(key));
      }
      if (reasons.size() == before && !json.isEmpty()) {
        // Data instead of words.
        reasons.add(EdfiJson.text(json));
      }
    }

    private void collectAt(String place, JsonNode problems) {
      Collected inner = new Collected();
      inner.collect(problems);
      paths.add(place);
      reasons.add((place + ": " + String.join(" ", inner.reasons)).strip());
      words.addAll(inner.words);
    }

    private void sayMost(JsonNode json) {
      for (String key : WORDS) {
        if (json.path(key).isTextual() && !json.get(key).textValue().isBlank()) {
          say(json.get(key).textValue());
          return;
        }
      }
    }

    private void say(String text) {
      if (!text.isBlank()) {
        reasons.add(text.strip());
        words.add(text.strip());
      }
    }
  }
}
