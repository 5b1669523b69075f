package org.purlin.pipelines.alma;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.purlin.io.alma.AlmaTrial;
import org.purlin.io.http.HttpSettings;
import org.purlin.pipelines.Nearest;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.check.Check;
import org.purlin.pipelines.check.Checklist;
import org.purlin.pipelines.report.ExitCode;

/** Tries options, secrets, the way to Alma, the key, the schools, and their years. */
final class AlmaChecks {

  private static final String SERVER = "Alma";

  private static final String RIGHTS = "Ask the district what the key may read; then try again.";

  private final PullAlmaOptions options;
  private final Checklist checks;

  AlmaChecks(PullAlmaOptions options, Checklist checks) {
    this.options = options;
    this.checks = checks;
  }

  void run() throws InterruptedException {
    HttpSettings http;
    try {
      http = PullAlma.http(options);
      AlmaAsked.choice(options);
      PersonalColumns.allowed(options.getAllow());
      PullAlma.checkHashKey(options, PersonalColumns.hashed(options.getHash()));
      checks.ok("options", http.endpoint() + ", district " + subdomain());
    } catch (UserMistakeException | IllegalArgumentException e) {
      checks.fail("options", e, "");
      return;
    }
    boolean secrets = checks.secret("--key", options.getKey());
    secrets &= checks.secret("--secret", options.getSecret());
    checks.secret("--hashKey", options.getHashKey());
    boolean way = checks.network(SERVER, http.endpoint(), http);
    if (secrets && way) {
      district(http);
    } else {
      checks.skip(secrets ? Checklist.NO_WAY : Checklist.NO_SECRET, "sign-in", "schools");
    }
  }

  private String subdomain() {
    return AlmaEndpoint.subdomain(options);
  }

  private void district(HttpSettings http) throws InterruptedException {
    try (AlmaTrial alma = AlmaTrial.open(http, AlmaEndpoint.authorization(options), subdomain())) {
      if (!ping(alma)) {
        checks.skip("there is no sign-in", "schools");
        return;
      }
      for (String school : schools(alma)) {
        year(alma, school);
      }
    } catch (IllegalArgumentException e) {
      checks.fail("sign-in", e, "");
    }
  }

  private boolean ping(AlmaTrial alma) throws InterruptedException {
    try {
      alma.ping();
      checks.ok("sign-in", "the key is accepted");
      return true;
    } catch (IOException e) {
      checks.fail("sign-in", e, "");
      return false;
    }
  }

  private List<String> schools(AlmaTrial alma) throws InterruptedException {
    try {
      List<String> there = alma.schools();
      checks.add(
          there.isEmpty()
              ? Check.fail(
                  "schools",
                  "the district has none.",
                  "Check --subdomain, and what the key may read.",
                  ExitCode.MISTAKE)
              : Check.ok("schools", String.join(", ", there)));
      List<String> wanted = OptionValues.words(options.getSchools());
      for (String school : wanted) {
        if (!there.contains(school)) {
          checks.add(
              Check.fail(
                  "school " + school,
                  "the district has no such school." + Nearest.hint(school, there, ""),
                  "Correct --schools.",
                  ExitCode.MISTAKE));
        }
      }
      return there.stream().filter(school -> wanted.isEmpty() || wanted.contains(school)).toList();
    } catch (IOException e) {
      checks.fail("schools", e, RIGHTS);
      return List.of();
    }
  }

  private void year(AlmaTrial alma, String school) throws InterruptedException {
    String what = "current year of " + school;
    try {
      Optional<String> year = alma.currentYear(school, LocalDate.now(ZoneOffset.UTC));
      checks.add(
          year.isPresent()
              ? Check.ok(what, year.get())
              : Check.warn(
                  what,
                  "none",
                  "Give --schoolYear to a run, or leave the school out with --schools."));
    } catch (IOException e) {
      checks.fail(what, e, RIGHTS);
    }
  }
}
