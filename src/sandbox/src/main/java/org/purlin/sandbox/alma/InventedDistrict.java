package org.purlin.sandbox.alma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The invented district and its two schools. With the district's code, the schools' rows add up.
 */
final class InventedDistrict implements Source {

  private static final Map<String, String> NAMES =
      Map.of(AlmaSettings.ELEMENTARY, "Oak Elementary", AlmaSettings.HIGH, "Oak High School");

  private final AlmaSettings settings;
  private final Map<String, AlmaSchool> schools = new LinkedHashMap<>();

  InventedDistrict(AlmaSettings settings) {
    this.settings = settings;
    for (String code : List.of(AlmaSettings.HIGH, AlmaSettings.ELEMENTARY)) {
      schools.put(code, new AlmaSchool(code, settings));
    }
  }

  AlmaSchool school(String code) {
    AlmaSchool school = schools.get(code);
    if (school == null) {
      throw new IllegalArgumentException(
          "there is no school " + code + " in the sandbox, but there are: " + schools.keySet());
    }
    return school;
  }

  List<AlmaSchool> schools() {
    return List.copyOf(schools.values());
  }

  @Override
  public Optional<ObjectNode> body(Call call) {
    List<AlmaSchool> asked =
        call.school().equals(settings.realm())
            ? schools()
            : Stream.ofNullable(schools.get(call.school())).toList();
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    if (call.endpoint().equals("ping")) {
      return Optional.of(Envelope.ping(call));
    }
    return response(call, asked).map(response -> Envelope.of(call, response));
  }

  private Optional<JsonNode> response(Call call, List<AlmaSchool> asked) {
    return switch (call.endpoint()) {
      case "district/schools" -> Optional.of(districtSchools());
      case "school" -> Optional.of(school(call, asked));
      case "school-years" -> list(asked, one -> one.years().stream().map(year -> json(one, year)));
      case "grade-levels" -> yearly(call, asked, one -> one.grades()::rows);
      case "students" -> list(asked, one -> students(call, one).map(Pupil::fields));
      case "students/grade-levels" ->
          students(asked, one -> everyone(call, one).map(who -> grades(call, one, who)));
      case "students/enrollment" ->
          students(asked, one -> one.pupils().stream().map(who -> enrollment(one, who)));
      case "grading-periods" ->
          list(asked, one -> one.years().stream().map(catalog(one)::gradingPeriod));
      case "subjects" -> yearly(call, asked, one -> catalog(one)::subjects);
      case "courses" -> yearly(call, asked, one -> catalog(one)::courses);
      case "classes" -> yearly(call, asked, one -> catalog(one)::classes);
      case "school/calendar/events" -> yearly(call, asked, one -> catalog(one)::events);
      case "staff" -> list(asked, one -> catalog(one).staff().stream());
      case "cohorts" -> list(asked, one -> catalog(one).cohorts().stream());
      default -> ofStudent(call, asked);
    };
  }

  /** {@code students/<id>} and what is below it. */
  private static Optional<JsonNode> ofStudent(Call call, List<AlmaSchool> asked) {
    String[] parts = call.endpoint().split("/", -1);
    if (!parts[0].equals("students") || parts.length < 2 || parts.length > 3) {
      return Optional.empty();
    }
    List<AlmaSchool> knowing =
        asked.stream().filter(one -> one.pupil(parts[1]).isPresent()).toList();
    if (knowing.isEmpty()) {
      return Optional.empty();
    }
    Function<AlmaSchool, Pupil> pupil = one -> one.pupil(parts[1]).orElseThrow();
    return switch (parts.length == 2 ? "" : parts[2]) {
      case "" -> Optional.of(pupil.apply(knowing.get(0)).fields());
      case "enrollment" -> list(knowing, one -> one.enrollments(pupil.apply(one)).stream());
      case "attendance" ->
          list(
              knowing,
              one ->
                  years(call, one).stream()
                      .flatMap(year -> one.attendance(pupil.apply(one), year).stream()));
      default -> Optional.empty();
    };
  }

  private ObjectNode districtSchools() {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.put("id", Ids.of("district", AlmaSettings.DISTRICT));
    ArrayNode list = response.putArray("schools");
    schools.keySet().forEach(code -> list.add(new Catalog(code).school(NAMES.get(code))));
    return response;
  }

  private static ObjectNode school(Call call, List<AlmaSchool> asked) {
    if (asked.size() > 1) {
      return new Catalog(call.school()).school("Oak District");
    }
    ObjectNode school = new Catalog(call.school()).school(NAMES.get(call.school()));
    school.putObject("settings").putObject("credits").put("trackCredits", true);
    return school;
  }

  private ObjectNode json(AlmaSchool school, SchoolYear year) {
    return year.json(school.currentYear().start(), settings.yearStatuses());
  }

  private static Catalog catalog(AlmaSchool school) {
    return new Catalog(school.code());
  }

  /** The school years a call is about: all of them, or the one it names. */
  private static List<SchoolYear> years(Call call, AlmaSchool school) {
    return school.years().stream()
        .filter(year -> call.schoolYearId().map(year.id()::equals).orElse(true))
        .toList();
  }

  /** Those of the school year asked for. Without one also who left before. */
  private static Stream<Pupil> everyone(Call call, AlmaSchool school) {
    int current = school.currentYear().start();
    List<SchoolYear> years = years(call, school);
    return school.pupils().stream()
        .filter(
            pupil ->
                call.schoolYearId().isEmpty()
                    || years.stream()
                        .anyMatch(year -> year.start() <= current && pupil.isIn(year.start())));
  }

  private static Stream<Pupil> students(Call call, AlmaSchool school) {
    return everyone(call, school)
        .filter(pupil -> call.takes(pupil.fields().path("status").asText()));
  }

  private static ObjectNode grades(Call call, AlmaSchool school, Pupil pupil) {
    return school.gradesOf(pupil, years(call, school));
  }

  private static ObjectNode enrollment(AlmaSchool school, Pupil pupil) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", pupil.id());
    school.enrollments(pupil).forEach(json.putArray("enrollment")::add);
    return json;
  }

  private static Optional<JsonNode> yearly(
      Call call,
      List<AlmaSchool> asked,
      Function<AlmaSchool, Function<SchoolYear, List<ObjectNode>>> rows) {
    return list(
        asked,
        one -> years(call, one).stream().flatMap(year -> rows.apply(one).apply(year).stream()));
  }

  private static Optional<JsonNode> students(
      List<AlmaSchool> asked, Function<AlmaSchool, Stream<ObjectNode>> rows) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    return list(asked, rows).map(list -> response.set("students", list));
  }

  private static Optional<JsonNode> list(
      List<AlmaSchool> asked, Function<AlmaSchool, Stream<ObjectNode>> rows) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    asked.stream().flatMap(rows).forEach(list::add);
    return Optional.of(list);
  }
}
