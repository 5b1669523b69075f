package org.purlin.pipelines.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;

@Timeout(240)
class AlmaRecordingsTest {

  private static final List<String> TABLES =
      List.of(
          "schools",
          "school_years",
          "grade_levels",
          "students",
          "student_grade_levels",
          "attendance");

  @TempDir Path directory;

  @Test
  void recordedAnswersLandRowForRowAndASecondRunHasTheSameHashes() throws IOException {
    Path recorded = Recordings.directory();
    Desk desk = new Desk(directory);
    AlmaSettings settings = AlmaSettings.defaults().withDirectory(recorded);
    try (AlmaSandbox alma = AlmaSandbox.start(settings)) {
      String[] words = {
        "--subdomain=exampledistrict",
        "--tables=grade_levels,students,student_grade_levels,attendance",
        "--full"
      };
      desk.expect(0, alma, words);
      Map<String, Integer> held = held(recorded);
      Map<String, Integer> landed = new TreeMap<>();
      TABLES.forEach(table -> landed.put(table, desk.rows("alma_" + table).size()));
      assertThat(landed, is(held));
      Map<String, List<String>> hashes = hashes(desk);

      desk.expect(0, alma, words);
      assertThat(hashes(desk), is(hashes));
    }
  }

  private static Map<String, List<String>> hashes(Desk desk) {
    Map<String, List<String>> hashes = new TreeMap<>();
    TABLES.forEach(table -> hashes.put(table, desk.column("alma_" + table, "_row_hash")));
    return hashes;
  }

  /** How many rows the files hold: all, but attendance once for each student, day and status. */
  private static Map<String, Integer> held(Path recorded) throws IOException {
    Map<String, Integer> held = new TreeMap<>();
    held.put("schools", sum(recorded, "district_schools", page -> page.get("schools").size()));
    held.put("school_years", sum(recorded, ".*_school-years", JsonNode::size));
    held.put("grade_levels", sum(recorded, "[a-z]+_grade-levels", JsonNode::size));
    held.put("students", sum(recorded, "[a-z]+_students", JsonNode::size));
    held.put(
        "student_grade_levels",
        sum(
            recorded,
            ".*_students_grade-levels",
            page -> {
              int rows = 0;
              for (JsonNode student : page.get("students")) {
                rows += student.path("gradeLevels").size();
              }
              return rows;
            }));
    held.put(
        "attendance",
        sum(
            recorded,
            ".*_attendance",
            page -> {
              Set<String> days = new HashSet<>();
              page.forEach(row -> days.add(row.get("date") + " " + row.get("status")));
              return days.size();
            }));
    return held;
  }

  private static int sum(Path recorded, String name, ToIntFunction<JsonNode> rows)
      throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(recorded)) {
      all.filter(file -> file.getFileName().toString().matches(name + "\\.json"))
          .forEach(files::add);
    }
    return files.stream()
        .mapToInt(file -> rows.applyAsInt(Desk.json(Desk.read(file)).get("response")))
        .sum();
  }
}
