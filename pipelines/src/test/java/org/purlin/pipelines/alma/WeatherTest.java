package org.purlin.pipelines.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.alma.AlmaFaults;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;

/** Contract, check 10. */
@Timeout(120)
class WeatherTest {

  private static final String[] STUDENTS = {"--schools=oakhigh", "--tables=students"};

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void whatIsBusyIsWaitedForAsLongAsItSays(int status) throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      alma.onNextOf("students", AlmaFaults.retryAfter(status, Duration.ofSeconds(1)));
      long begun = System.nanoTime();
      desk.expect(0, alma, STUDENTS);
      assertThat(System.nanoTime() - begun > Duration.ofSeconds(1).toNanos(), is(true));
      assertThat(desk.rows("alma_students").size(), is(12));
      assertThat(alma.pendingFaults(), is(0));
    }
  }

  @Test
  void aLoginPageInPlaceOfAnAnswerIsNoEmptyList() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      alma.onNextOf("students", Fault.html().times(20));
      desk.expect(3, alma, STUDENTS);
      assertThat(desk.problems().size(), is(1));
      assertThat(desk.problems().get(0), containsString("/v2/oakhigh/students"));
      assertThat(desk.problems().get(0), not(containsString("<html")));
      assertThat(desk.rows("alma_students"), is(empty()));
    }
  }

  @Test
  void anAnswerWithoutItsResponseIsNoEmptyList() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      alma.onNextOf("students", AlmaFaults.withoutResponse().times(20));
      desk.expect(3, alma, STUDENTS);
      assertThat(desk.problems().size(), is(1));
      assertThat(desk.problems().get(0), containsString("response is missing"));
      assertThat(desk.rows("alma_students"), is(empty()));
    }
  }

  @Test
  void theOrderOfTheEnvelopeMeansNothing() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start(AlmaSettings.defaults().withLinksFirst())) {
      desk.expect(0, alma, "--schools=oakhigh");
      assertThat(desk.rows("alma_students").size(), is(12));
      assertThat(desk.rows("alma_attendance").size(), is(120));
    }
  }
}
