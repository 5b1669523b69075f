package org.purlin.sandbox.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ManyPupilsTest {

  private static final int PUPILS = 2_000;
  private static final int DAYS = 180;

  /** Asking for every one of them would take a while; what is between is made in the same way. */
  private static final int STEP = 40;

  @Test
  @Timeout(60)
  void aWholeYearOfAttendanceIsMadeWhenItIsAskedFor() throws Exception {
    AlmaSettings settings = AlmaSettings.defaults().withPupils(PUPILS).withAttendanceDays(DAYS);
    try (AlmaSandbox alma = AlmaSandbox.start(settings)) {
      AlmaClient client = AlmaClient.challenged(alma);
      String year = alma.currentYear(AlmaSettings.HIGH);
      List<String> students = alma.students(AlmaSettings.HIGH);
      assertThat(
          client.values("oakhigh/students?schoolYearId=" + year, "id").stream()
              .map(String::strip)
              .toList(),
          is(students));
      assertThat(new HashSet<>(students).size(), is(PUPILS));
      Set<String> ids = new HashSet<>();
      int rows = 0;
      int repeated = 0;
      for (int number = 0; number < PUPILS; number += STEP) {
        String path = "oakhigh/students/" + students.get(number) + "/attendance?schoolYearId=";
        JsonNode list = client.response(path + year);
        list.forEach(row -> ids.add(row.get("id").asText()));
        rows += list.size();
        repeated += list.size() - DAYS;
      }
      assertThat(ids.size(), is(rows));
      assertThat(repeated, is(17));
      assertThat(alma.challenges(), is(1));
    }
  }
}
