package org.purlin.pipelines.alma;

import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.purlin.io.alma.AlmaTrial;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.NoAnswerException;
import org.purlin.io.http.Probe;
import org.purlin.io.http.Timeouts;
import org.purlin.io.http.Trust;
import org.purlin.io.secret.Secret;
import org.purlin.io.secret.UnresolvedSecretException;
import org.purlin.pipelines.Nearest;
import org.purlin.pipelines.NetworkSettings;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.check.Check;
import org.purlin.pipelines.check.NetworkChecks;
import org.purlin.pipelines.check.WritableChecks;
import org.purlin.pipelines.report.ExitCode;

/** Tries options, secrets, the way there, the key, the schools, their years, and the output. */
final class AlmaChecks {

  private static final String SERVER = "Alma";

  private final AlmaCheckOptions options;
  private final List<Check> checks = new ArrayList<>();

  AlmaChecks(AlmaCheckOptions options) {
    this.options = options;
  }

  List<Check> run() throws InterruptedException {
    HttpSettings http;
    try {
      http = http();
      checks.add(Check.ok("options", http.endpoint() + ", district " + subdomain()));
    } catch (UserMistakeException | IllegalArgumentException e) {
      checks.add(Check.fail("options", e.getMessage(), "", ExitCode.MISTAKE));
      return checks;
    }
    boolean secrets = secret("--key", options.getKey());
    secrets &= secret("--secret", options.getSecret());
    boolean way = network(http);
    if (secrets && way) {
      district(http);
    } else {
      skip(secrets ? "the server cannot be reached" : "a secret is missing", "ping", "schools");
    }
    checks.add(WritableChecks.output(options.getOutput()));
    return checks;
  }

  private String subdomain() {
    return AlmaEndpoint.subdomain(options);
  }

  private HttpSettings http() {
    URI url = AlmaEndpoint.url(options);
    HttpSettings http =
        HttpSettings.forEndpoint(url)
            .withTimeouts(
                Timeouts.DEFAULT.withResponse(
                    OptionValues.duration("--timeout", options.getTimeout())))
            .withProxy(NetworkSettings.proxy(options))
            .withTrust(new Trust(options.getCaFile(), true));
    return options.isAllowPlainHttp() ? http.allowPlainHttp() : http;
  }

  private boolean secret(String flag, String reference) {
    try {
      Secret.parse(flag, reference).resolve();
      checks.add(Check.ok("secret " + flag, "in " + reference));
      return true;
    } catch (UnresolvedSecretException | IllegalArgumentException e) {
      checks.add(Check.fail("secret " + flag, e.getMessage(), "", ExitCode.MISTAKE));
      return false;
    }
  }

  private boolean network(HttpSettings http) throws InterruptedException {
    try (Probe probe = Probe.open(http)) {
      List<Check> way = NetworkChecks.of(SERVER, http.endpoint(), probe);
      checks.addAll(way);
      return way.stream().noneMatch(check -> check.status() == Check.Status.FAIL);
    } catch (IllegalArgumentException | UnresolvedSecretException e) {
      checks.add(Check.fail("network options", e.getMessage(), "", ExitCode.MISTAKE));
      return false;
    }
  }

  private void district(HttpSettings http) throws InterruptedException {
    try (AlmaTrial alma = AlmaTrial.open(http, AlmaEndpoint.authorization(options), subdomain())) {
      if (!ping(alma)) {
        skip("there was no answer to a ping", "schools");
        return;
      }
      for (String school : schools(alma)) {
        year(alma, school);
      }
    } catch (IllegalArgumentException e) {
      checks.add(Check.fail("ping", e.getMessage(), "", ExitCode.MISTAKE));
    }
  }

  private boolean ping(AlmaTrial alma) throws InterruptedException {
    try {
      alma.ping();
      checks.add(Check.ok("ping", "the key is accepted"));
      return true;
    } catch (IOException e) {
      checks.add(failed("ping", e));
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
      checks.add(failed("schools", e));
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
      checks.add(failed(what, e));
    }
  }

  private void skip(String why, String... what) {
    for (String each : what) {
      checks.add(Check.skipped(each, why));
    }
  }

  private static Check failed(String what, IOException failure) {
    ExitCode code = ExitCode.FAILED;
    if (failure instanceof CredentialsRefusedException) {
      code = ExitCode.SIGN_IN_REFUSED;
    } else if (failure instanceof NoAnswerException) {
      code = ExitCode.UNREACHABLE;
    }
    return Check.fail(what, failure.getMessage(), "", code);
  }
}
