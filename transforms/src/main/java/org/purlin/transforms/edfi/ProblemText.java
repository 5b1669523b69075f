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
 * @param reason the words; may be empty
 * @param path the first place that is blamed; null when none is named
 */
record ProblemText(String type, String reason, String path) {

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
    return new ProblemText(null, reason, null);
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
    ProblemText words = collected(json);
    return new ProblemText(type.isTextual() ? type.textValue() : null, words.reason, words.path);
  }

  private static ProblemText collected(JsonNode json) {
    List<String> reasons = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    collect(json, reasons, paths);
    return new ProblemText(null, String.join(" ", reasons), paths.isEmpty() ? null : paths.get(0));
  }

  private static void collect(JsonNode json, List<String> reasons, List<String> paths) {
    if (json.isArray()) {
      json.forEach(each -> collect(each, reasons, paths));
    } else if (!json.isObject()) {
      add(json.asText(), reasons);
    } else {
      collectObject(json, reasons, paths);
    }
  }

  private static void collectObject(JsonNode json, List<String> reasons, List<String> paths) {
    List<String> before = List.copyOf(reasons);
    for (String key : PLACES) {
      if (json.path(key).isTextual()) {
        paths.add(json.get(key).textValue());
        break;
      }
    }
    List<String> single = new ArrayList<>();
    for (String key : BY_PLACE) {
      json.path(key)
          .fields()
          .forEachRemaining(
              place -> {
                paths.add(place.getKey());
                List<String> words = new ArrayList<>();
                collect(place.getValue(), words, new ArrayList<>());
                add(place.getKey() + ": " + String.join(" ", words), single);
              });
    }
    boolean placed = !single.isEmpty() && json.has("validationErrors");
    if (!placed) {
      words(json, reasons);
    }
    reasons.addAll(single);
    for (String key : LISTS) {
      collect(json.path(key), reasons, paths);
    }
    if (reasons.equals(before) && !json.isEmpty()) {
      add(EdfiJson.text(json), reasons);
    }
  }

  private static void words(JsonNode json, List<String> reasons) {
    for (String key : WORDS) {
      if (json.path(key).isTextual() && !json.get(key).textValue().isBlank()) {
        add(json.get(key).textValue(), reasons);
        return;
      }
    }
  }

  private static void add(String words, List<String> reasons) {
    if (!words.isBlank()) {
      reasons.add(words.strip());
    }
  }
}
