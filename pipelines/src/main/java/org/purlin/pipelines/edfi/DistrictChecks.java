package org.purlin.pipelines.edfi;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.purlin.io.edfi.District;
import org.purlin.io.edfi.District.Link;
import org.purlin.io.edfi.DistrictTrial;
import org.purlin.io.edfi.EdfiApi;
import org.purlin.io.edfi.EdfiRecords;
import org.purlin.io.edfi.EdfiSettings;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.NoAnswerException;
import org.purlin.io.http.NoTokenException;
import org.purlin.io.http.Probe;
import org.purlin.pipelines.check.Check;
import org.purlin.pipelines.check.NetworkChecks;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.transforms.edfi.ApiModel;
import org.purlin.transforms.edfi.ResourceName;

/**
 * Tries one district: the way there, discovery, a token, the documents about its resources, and
 * what may be read.
 */
final class DistrictChecks {

  /** So many names are shown of what may not be read. */
  private static final int NAMES = 5;

  private final District district;
  private final EdfiSettings settings;
  private final List<ResourceName> needed;
  private final List<Check> checks = new ArrayList<>();

  /**
   * @param needed resources that must be readable; empty: whatever there is
   */
  DistrictChecks(District district, EdfiSettings settings, List<ResourceName> needed) {
    this.district = district;
    this.settings = settings;
    this.needed = needed;
  }

  List<Check> run() throws InterruptedException {
    if (!network()) {
      for (String what : List.of("discovery", "token", "dependencies", "OpenAPI", "rights")) {
        checks.add(Check.skipped(what(what), "the server cannot be reached"));
      }
      return checks;
    }
    try (EdfiApi api = EdfiApi.open(district, settings)) {
      discovery(api);
      boolean token = token();
      dependencies(api);
      ApiModel model = openApi(api);
      if (token) {
        rights(api, model);
      } else {
        checks.add(Check.skipped(what("rights"), "there is no token"));
      }
    } catch (IOException e) {
      checks.add(failed("discovery", e));
      for (String what : List.of("token", "dependencies", "OpenAPI", "rights")) {
        checks.add(Check.skipped(what(what), "its addresses are not known"));
      }
    }
    return checks;
  }

  private boolean network() throws InterruptedException {
    try (Probe probe = new DistrictTrial(district, settings).probe()) {
      List<Check> way = NetworkChecks.of(district.key(), district.base(), probe);
      checks.addAll(way);
      return way.stream().noneMatch(check -> check.status() == Check.Status.FAIL);
    } catch (IllegalArgumentException e) {
      checks.add(Check.fail(what("network options"), e.getMessage(), "", ExitCode.MISTAKE));
      return false;
    }
  }

  private void discovery(EdfiApi api) {
    String version = api.endpoints().version();
    String features =
        Arrays.stream(Link.values())
            .filter(link -> api.endpoints().find(link).isPresent())
            .map(Link::member)
            .collect(Collectors.joining(", "));
    checks.add(
        Check.ok(
            what("discovery"),
            (version.isEmpty() ? "version not told" : "version " + version)
                + ", data at "
                + api.endpoints().data()
                + ", has "
                + features));
    checks.add(
        api.endpoints().find(Link.CHANGE_QUERIES).isPresent()
            ? Check.ok(what("change queries"), "offered")
            : Check.warn(
                what("change queries"),
                "not offered",
                "Every pull reads everything; ask the host to switch change queries on."));
  }

  private boolean token() throws InterruptedException {
    if (district.login().bearer() != null || district.login().key() == null) {
      checks.add(Check.skipped(what("token"), "there is no client that would ask for one"));
      return true;
    }
    try {
      Duration life = new DistrictTrial(district, settings).token();
      checks.add(Check.ok(what("token"), "issued, for " + life.toMinutes() + " minutes"));
      return true;
    } catch (IOException e) {
      checks.add(failed("token", e));
      return false;
    }
  }

  private void dependencies(EdfiApi api) throws InterruptedException {
    if (api.endpoints().find(Link.DEPENDENCIES).isEmpty()) {
      checks.add(
          Check.warn(
              what("dependencies"),
              "the server does not say which resources come first",
              "A push sends descriptors first and everything else after; send in several runs."));
      return;
    }
    try {
      checks.add(
          Check.ok(what("dependencies"), api.dependencies().waves() + " waves of resources"));
    } catch (IOException | IllegalArgumentException e) {
      checks.add(failed("dependencies", e));
    }
  }

  private ApiModel openApi(EdfiApi api) throws InterruptedException {
    try {
      ApiModel model = api.model();
      checks.add(
          model.isEmpty()
              ? Check.warn(
                  what("OpenAPI"),
                  "the server does not say what its resources look like",
                  "Rows have the record as JSON only, and nothing is checked before it is sent.")
              : Check.ok(what("OpenAPI"), model.resources().size() + " resources"));
      return model;
    } catch (IOException | IllegalArgumentException e) {
      checks.add(failed("OpenAPI", e));
      return ApiModel.none();
    }
  }

  private void rights(EdfiApi api, ApiModel model) throws InterruptedException {
    List<ResourceName> tried =
        needed.isEmpty()
            ? model.resources().stream().filter(name -> !name.isDescriptor()).toList()
            : needed;
    if (tried.isEmpty()) {
      checks.add(Check.skipped(what("rights"), "it is not known which resources there are"));
      return;
    }
    List<String> refused = new ArrayList<>();
    String why = "";
    for (ResourceName name : tried) {
      try {
        new EdfiRecords(api).count(name, Map.of());
      } catch (CredentialsRefusedException | NoTokenException | NoAnswerException e) {
        checks.add(failed("rights", e));
        return;
      } catch (IOException e) {
        refused.add(name.path());
        why = e.getMessage();
      }
    }
    String found = (tried.size() - refused.size()) + " of " + tried.size() + " resources readable";
    if (refused.isEmpty()) {
      checks.add(Check.ok(what("rights"), found));
      return;
    }
    String not = found + "; not readable: " + shown(refused) + ". " + why;
    String todo = "Ask the host for a claim set that has them.";
    checks.add(
        needed.isEmpty() && refused.size() < tried.size()
            ? Check.warn(what("rights"), not, todo)
            : Check.fail(what("rights"), not, todo, ExitCode.SIGN_IN_REFUSED));
  }

  private static String shown(List<String> names) {
    return names.stream().limit(NAMES).collect(Collectors.joining(", "))
        + (names.size() > NAMES ? " and " + (names.size() - NAMES) + " more" : "");
  }

  private Check failed(String what, Exception e) {
    return Check.fail(
        what(what), e.getMessage(), "", RunSettings.exitCodeOf(e).orElse(ExitCode.UNREACHABLE));
  }

  private String what(String part) {
    return district.key() + " " + part;
  }
}
