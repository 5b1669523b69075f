package org.purlin.io.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.junit.jupiter.api.Test;
import org.purlin.io.alma.AlmaTables;

@AddLifecycleHook(LiteralsTest.SkippedWithoutGoogleSql.class)
class LiteralsTest {

  /** Of the years 1 to 9999, as BigQuery's own. */
  private static final long LOW = -62_135_596_800_000_000L;

  private static final long HIGH = 253_402_300_799_999_999L;

  private static final Dataset DATASET = new Dataset("some-project", "raw");

  @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
  void aTextIsReadAsItself(@ForAll("texts") String text) {
    assertThat(new GoogleSql().value(Sql.text(text)), is(text));
  }

  @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
  void theWindowsOfAStatementAreThoseThatWereMeant(@ForAll("texts") String text) {
    List<Object> course =
        new ArrayList<>(Collections.nCopies(LoadTables.columns(AlmaTables.COURSES).size(), null));
    course.set(0, "a");
    course.set(course.size() - 1, text);
    String path = Sql.path(DATASET, "courses");
    GoogleSql google = new GoogleSql().with(path, AlmaTables.COURSES, List.of(course));

    assertThat(
        google.rows(Sql.counts(path, AlmaTables.COURSES, List.of(text))),
        contains(List.of(text, 1L)));
    assertThat(
        google.rows(Sql.counts(path, AlmaTables.COURSES, List.of(text + "'", text + "\\"))),
        is(List.of()));
  }

  @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
  void anInstantIsReadAsItself(@ForAll @LongRange(min = LOW, max = HIGH) long micros) {
    Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);

    assertThat(new GoogleSql().value("TIMESTAMP " + Sql.text(Sql.instant(instant))), is(instant));
  }

  @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
  void textsOfInstantsSortAsTheInstants(
      @ForAll @LongRange(min = LOW, max = HIGH) long one,
      @ForAll @LongRange(min = LOW, max = HIGH) long other) {
    String first = Sql.instant(Instant.EPOCH.plus(one, ChronoUnit.MICROS));
    String second = Sql.instant(Instant.EPOCH.plus(other, ChronoUnit.MICROS));

    assertThat(Integer.signum(first.compareTo(second)), is(Long.compare(one, other)));
  }

  @Test
  void whatCannotBeQuotedIsNoName() {
    for (String name : List.of("a`b", "a\\b", "a\nb", "a\rb")) {
      assertThrows(IllegalArgumentException.class, () -> Sql.path(DATASET, name));
    }
  }

  /** Mostly what could end a literal or begin an escape; also anything that is a character. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Integer> hostile =
        Arbitraries.of("'\"`\\\n\r\t\0\b;-#*/%${}x u0N".chars().boxed().toList());
    Arbitrary<Integer> any =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
    return Arbitraries.frequencyOf(Tuple.of(3, hostile), Tuple.of(1, any))
        .list()
        .ofMaxSize(30)
        .map(
            points -> {
              StringBuilder text = new StringBuilder();
              points.forEach(text::appendCodePoint);
              return text.toString();
            });
  }

  /** Assumptions only skip tests of JUnit's own. */
  static final class SkippedWithoutGoogleSql implements SkipExecutionHook {

    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      String missing = GoogleSql.missing();
      return missing == null
          ? SkipResult.doNotSkip()
          : SkipResult.skip("ZetaSQL does not run here: " + missing);
    }
  }
}
