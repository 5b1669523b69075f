package org.purlin.sandbox.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class SharedSetRecordingsTest {

  @Test
  void everyRecordedRowIsServedAndTheFormIsThatOfTheInventedSchools() throws Exception {
    String given = System.getProperty("purlin.recordings", "");
    Assumptions.assumeFalse(
        given.isEmpty() || given.startsWith("$"), "needs -Dpurlin.recordings=<directory>");
    Path directory = Path.of(given).resolve("alma");
    Assumptions.assumeTrue(Files.isDirectory(directory), "needs the directory alma");
    try (AlmaSandbox alma = AlmaSandbox.start(AlmaSettings.defaults().withDirectory(directory));
        AlmaSandbox invented = AlmaSandbox.start()) {
      AlmaClient client = AlmaClient.challenged(alma);
      AlmaClient other = AlmaClient.challenged(invented);
      assertThat(
          client.response("exampledistrict/district/schools").at("/schools").findValuesAsText("id"),
          is(List.of("exhigh", "exelem")));
      List<Integer> counts = new ArrayList<>();
      for (String school : List.of("exelem", "exhigh")) {
        int attendance = 0;
        for (String id : client.values(school + "/students", "id")) {
          String path = school + "/students/" + id.strip() + "/attendance";
          attendance += client.response(path).size();
        }
        counts.add(client.response(school + "/school-years").size());
        counts.add(client.response(school + "/grade-levels").size());
        counts.add(client.response(school + "/students").size());
        counts.add(client.response(school + "/students/grade-levels").at("/students").size());
        counts.add(attendance);
      }
      assertThat(counts, is(List.of(3, 11, 60, 60, 265, 3, 6, 60, 60, 265)));
      for (String endpoint : List.of("school-years", "grade-levels", "students")) {
        assertThat(
            names(other, AlmaSettings.HIGH + "/" + endpoint),
            is(names(client, "exhigh/" + endpoint)));
      }
      String invention = invented.students(AlmaSettings.ELEMENTARY).get(1);
      String recorded = client.values("exelem/students", "id").get(1);
      assertThat(
          names(other, "oakelem/students/" + invention + "/attendance"),
          is(names(client, "exelem/students/" + recorded + "/attendance")));
    }
  }

  private static List<String> names(AlmaClient client, String path) throws Exception {
    List<String> names = new ArrayList<>();
    client.response(path).get(0).fieldNames().forEachRemaining(names::add);
    return names;
  }
}
