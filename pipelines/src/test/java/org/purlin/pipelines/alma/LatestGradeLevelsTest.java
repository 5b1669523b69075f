package org.purlin.pipelines.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.alma.AlmaSandbox;

/** Contract, check 4: the view of the page about Alma, as it stands there. */
@Timeout(60)
class LatestGradeLevelsTest {

  private static final Path PAGE =
      Path.of(System.getProperty("purlin.root", ".."), "src/site/markdown/alma.md");

  @TempDir Path directory;

  @Test
  void theViewHasOneVersionOfEachSchoolAndAJoinMultipliesNobody() throws IOException, SQLException {
    Desk desk = new Desk(directory);
    try (AlmaSandbox alma = AlmaSandbox.start();
        Connection database =
            DriverManager.getConnection("jdbc:h2:mem:;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
        Statement statement = database.createStatement()) {
      desk.expect(0, alma, "--tables=grade_levels,student_grade_levels", "--schoolYear=all");
      load(
          database,
          desk,
          "alma_grade_levels",
          List.of("_school", "id", "name", "gradeLevelAbbr", "effectiveDate", "schoolYearId"));
      load(
          database,
          desk,
          "alma_student_grade_levels",
          List.of("_school", "student_id", "gradeLevelId"));
      statement.execute(view());
      assertThat(number(statement, "SELECT COUNT(*) FROM alma_grade_levels_latest"), is(15L));
      assertThat(
          number(
              statement,
              "SELECT COUNT(*) FROM alma_grade_levels_latest"
                  + " WHERE gradeLevelAbbr IN ('K', '9') AND effectiveDate = '2025-08-18'"),
          is(2L));
      assertThat(
          number(
              statement,
              "SELECT COUNT(*) FROM alma_student_grade_levels AS s"
                  + " JOIN alma_grade_levels_latest AS g"
                  + " ON g._school = s._school AND g.id = s.gradeLevelId"),
          is((long) desk.rows("alma_student_grade_levels").size()));
    }
  }

  private static String view() {
    Matcher block = Pattern.compile("(?s)```sql\n(.*?)```").matcher(Desk.read(PAGE));
    assertThat(block.find(), is(true));
    return block.group(1);
  }

  private static void load(Connection database, Desk desk, String table, List<String> columns)
      throws SQLException {
    try (Statement create = database.createStatement()) {
      create.execute(
          "CREATE TABLE " + table + " (" + String.join(" VARCHAR, ", columns) + " VARCHAR)");
    }
    String marks = String.join(", ", columns.stream().map(column -> "?").toList());
    try (PreparedStatement insert =
        database.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
      for (JsonNode row : desk.rows(table)) {
        for (int i = 0; i < columns.size(); i++) {
          insert.setString(i + 1, row.get(columns.get(i)).textValue());
        }
        insert.executeUpdate();
      }
    }
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
