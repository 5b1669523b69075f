package org.purlin.pipelines.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;

@Timeout(60)
class CheckAlmaTest {

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  private int check(AlmaSandbox alma, String... words) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "check",
                "alma",
                "--json",
                "--subdomain=" + AlmaSettings.DISTRICT,
                "--url=" + alma.url(),
                "--output=" + desk.output()));
    all.addAll(List.of(words));
    return desk.command(all.toArray(String[]::new));
  }

  /** How each check went, by what was tried. */
  private Map<String, String> checks() {
    Map<String, String> checks = new LinkedHashMap<>();
    for (JsonNode check : Desk.json(desk.out).get("checks")) {
      checks.put(
          check.get("what").asText(),
          check.get("status").asText() + ": " + check.get("found").asText());
    }
    return checks;
  }

  @Test
  void everythingARunNeedsIsTriedNothingIsChangedAndNoStudentIsAskedFor() throws IOException {
    AlmaSettings settings = AlmaSettings.defaults().withoutYearStatuses();
    try (AlmaSandbox alma = AlmaSandbox.start(settings)) {
      assertThat(desk.out + desk.err, check(alma), is(0));
      Map<String, String> checks = checks();
      assertThat(checks.get("options"), is("ok: " + alma.url() + ", district oakdistrict"));
      assertThat(checks.get("secret --key"), is("ok: in env:ALMA_KEY"));
      assertThat(checks.get("secret --secret"), is("ok: in env:ALMA_SECRET"));
      assertThat(checks.get("Alma connection"), is("ok: to 127.0.0.1"));
      assertThat(checks.get("sign-in"), is("ok: the key is accepted"));
      assertThat(checks.get("schools"), is("ok: oakhigh, oakelem"));
      assertThat(checks.get("current year of oakhigh"), is("ok: 2025-2026 SY"));
      assertThat(checks.get("current year of oakelem"), is("ok: 2025-2026"));
      assertThat(checks.get("output"), startsWith("ok: " + desk.output() + " can be made; "));
      assertThat(
          alma.counts().keySet(),
          is(
              Set.of(
                  "/v2/oakdistrict/ping",
                  "/v2/oakdistrict/district/schools",
                  "/v2/oakhigh/school-years",
                  "/v2/oakelem/school-years")));
      assertThat(Files.exists(desk.output()), is(false));
    }
  }

  @Test
  void aRefusedKeyAnUnknownSchoolAndAMissingSecretAreToldApart() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      assertThat(check(alma, "--schools=oakhgih"), is(2));
      assertThat(
          checks().get("school oakhgih"),
          is("fail: the district has no such school. Did you mean oakhigh?"));

      desk.environment.put("ALMA_SECRET", "a-secret-that-opens-nothing");
      assertThat(check(alma), is(5));
      assertThat(checks().get("sign-in"), containsString("status 401"));
      assertThat(checks().get("schools"), is("skipped: there is no sign-in"));
      assertThat(desk.out + desk.err, not(containsString("opens-nothing")));

      desk.environment.remove("ALMA_SECRET");
      assertThat(check(alma), is(2));
      assertThat(checks().get("sign-in"), is("skipped: a secret is missing"));
    }
  }

  @Test
  void whatAnswersWithSomethingElseFailsItsCheck() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      alma.onNextOf("district/schools", Fault.html());
      assertThat(check(alma), is(7));
      assertThat(
          checks().get("schools"),
          is("fail: /v2/oakdistrict/district/schools answered with something else than JSON."));
      alma.onNextOf("school-years", Fault.status(500));
      assertThat(check(alma), is(7));
      assertThat(
          checks().get("current year of oakhigh"),
          is("fail: /v2/oakhigh/school-years answered status 500."));
    }
  }

  @Test
  void theCodeOfASchoolStaysInItsPlaceOfThePath() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      alma.onNextOf(
          "district/schools",
          Fault.status(
              200,
              Map.of("Content-Type", "application/json"),
              "{\"response\":{\"schools\":[{\"id\":\"oak high/..?all=1 \"}]}}"));
      assertThat(check(alma), is(7));
      String path = "/v2/oak%20high%2F..%3Fall%3D1/school-years";
      assertThat(
          checks().get("current year of oak high/..?all=1"),
          is("fail: " + path + " answered status 404."));
      assertThat(alma.digests().stream().map(use -> use.target()).toList(), hasItem(path));
    }
  }

  @Test
  void aServerThatIsNotThereEndsAsUnreachable() {
    assertThat(
        desk.command(
            "check",
            "alma",
            "--json",
            "--subdomain=oakdistrict",
            "--url=http://127.0.0.1:1",
            "--output=" + desk.output()),
        is(7));
    assertThat(checks().get("sign-in"), is("skipped: the server cannot be reached"));
  }
}
