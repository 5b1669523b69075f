package org.purlin.pipelines.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.purlin.sandbox.SeenRequest;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;
import org.purlin.sandbox.alma.DigestAlgorithm;
import org.purlin.sandbox.alma.DigestUse;

@Timeout(120)
class DigestTest {

  private static final String[] FEW = {"--tables=grade_levels,students", "--schools=oakhigh"};

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  /** Contract, check 1. */
  @ParameterizedTest
  @EnumSource
  void oneChallengeIsAnsweredOverPathAndQueryAndItsNonceCountedOn(DigestAlgorithm algorithm)
      throws IOException {
    AlmaSettings settings = AlmaSettings.defaults().withAlgorithm(algorithm);
    try (AlmaSandbox alma = AlmaSandbox.start(settings)) {
      desk.expect(0, alma, FEW);
      assertThat(alma.challenges(), is(1));
      List<DigestUse> accepted =
          alma.digests().stream()
              .filter(use -> use.outcome() == DigestUse.Outcome.ACCEPTED)
              .toList();
      assertThat(accepted.stream().map(DigestUse::nonce).distinct().count(), is(1L));
      assertThat(
          new TreeSet<>(accepted.stream().map(DigestUse::count).toList()),
          is(new TreeSet<>(List.of("00000001", "00000002", "00000003", "00000004"))));
      assertThat(
          new TreeSet<>(accepted.stream().map(DigestUse::target).toList()),
          is(
              new TreeSet<>(
                  List.of(
                      "/v2/oakdistrict/district/schools",
                      "/v2/oakhigh/school-years",
                      "/v2/oakhigh/grade-levels?schoolYearId="
                          + alma.currentYear(AlmaSettings.HIGH),
                      "/v2/oakhigh/students?schoolYearId="
                          + alma.currentYear(AlmaSettings.HIGH)))));
    }
  }

  /** Contract, check 1. */
  @Test
  void aStaleNonceAndAForgottenOneAreAnsweredOnceEach() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(0, alma, FEW);
      alma.expireNonces();
      desk.expect(0, alma, FEW);
      alma.changeNonces();
      desk.expect(0, alma, FEW);
      Map<DigestUse.Outcome, Integer> outcomes = new TreeMap<>();
      alma.digests().forEach(use -> outcomes.merge(use.outcome(), 1, Integer::sum));
      assertThat(outcomes.get(DigestUse.Outcome.ACCEPTED), is(12));
      assertThat(outcomes.values().stream().mapToInt(Integer::intValue).sum(), is(15));
    }
  }

  /** Contract, check 2. */
  @Test
  void aWrongSecretEndsTheRunAfterOneTryAndIsNotRepeated() throws IOException {
    desk.environment.put("ALMA_SECRET", "a-secret-that-opens-nothing");
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(2, alma);
      assertThat(
          alma.requests().stream().map(SeenRequest::path).toList(),
          is(List.of("/v2/oakdistrict/district/schools", "/v2/oakdistrict/district/schools")));
      assertThat(desk.error(), containsString("status 401"));
      assertThat(desk.error(), containsString("--secret"));
      assertThat(Desk.filesBelow(desk.output().resolve("alma_schools")), is(anEmptyMap()));
      String all = desk.out + desk.err + desk.everything();
      for (String secret : List.of(AlmaSettings.KEY, "opens-nothing")) {
        assertThat(all, not(containsString(secret)));
      }
    }
  }
}
