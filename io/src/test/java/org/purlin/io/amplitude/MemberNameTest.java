package org.purlin.io.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberNameTest {

  @Test
  void aNameTellsProjectAndHourWhichHasNoLeadingZero() {
    long day = Hours.of(Instant.parse("2023-08-25T00:00:00Z"));
    assertThat(
        MemberName.parse("434735/434735_2023-08-25_11#0.json.gz"),
        is(Optional.of(new MemberName("434735", day + 11))));
    assertThat(
        MemberName.parse("7/7_2023-08-25_5#12.json.gz"),
        is(Optional.of(new MemberName("7", day + 5))));
    assertThat(new MemberName("7", day + 5).window(), is("7/2023-08-25/05"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "434735/434736_2023-08-25_11#0.json.gz",
        "434735/434735_2023-08-25_24#0.json.gz",
        "434735/434735_2023-02-30_11#0.json.gz",
        "434735/434735_2023-08-25_11.json.gz",
        "434735/434735_2023-08-25_11#0.json",
        "434735/434735_2023-08-25_11#0.json.gz/",
        "434735/434735_2023-08-25_11#0.json.gz\n",
        "/434735/434735_2023-08-25_11#0.json.gz",
        "../434735/434735_2023-08-25_11#0.json.gz",
        "434735_2023-08-25_11#0.json.gz",
        "-1_434735/-1_434735_2023-08-25_11#0.json.gz",
        "٤٣/٤٣_2023-08-25_11#0.json.gz",
        ""
      })
  void anyOtherNameIsNoHourOfEvents(String name) {
    assertThat(MemberName.parse(name), is(Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "README.txt, false, true",
    "434735/, true, true",
    "a..b/notes, false, true",
    "other.json.gz, false, false",
    "../README.txt, false, false",
    "x/.., false, false",
    "/etc/passwd, false, false",
    "x\\y, false, false",
    "C:x, false, false",
    "../, true, false"
  })
  void onlyWhatCannotBeDataOrAnAttackIsHarmless(String name, boolean directory, boolean harmless) {
    assertThat(MemberName.isHarmless(name, directory), is(harmless));
  }

  @Test
  void aNameIsShownOnOneShortLine() {
    assertThat(MemberName.shown("a\nb\u0007c"), is("a?b?c"));
    assertThat(MemberName.shown("x".repeat(500)), is("x".repeat(120) + "…"));
  }
}
