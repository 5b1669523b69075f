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
import org.purlin.io.secret.Secret;
import org.purlin.io.secret.UnresolvedSecretException;
import org.purlin.pipelines.check.Check;
import org.purlin.pipelines.check.Checklist;
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

  private static final String HOST = "Ask who hosts the API.";

  private final District district;
  private final EdfiSettings settings;
  private final List<ResourceName> needed;
  private final Checklist checks = new Checklist();

  /**
   * @param needed resources that must be readable; empty: whatever there is
   */
  DistrictChecks(District district, EdfiSettings settings, List<ResourceName> needed) {
    this.district = district;
    this.settings = settings;
    this.needed = needed;
  }

  List<Check> run() throws InterruptedException {
    boolean secrets = secrets();
    if (!checks.network(district.key(), district.base(), settings.http(district.base()))) {
      skip(Checklist.NO_WAY, "discovery", "sign-in", "dependencies", "OpenAPI", "rights");
      return checks.list();
    }
    if (!secrets) {
      skip(Checklist.NO_SECRET, "discovery", "sign-in", "dependencies", "OpenAPI", "rights");
      return checks.list();
    }
    try (EdfiApi api = EdfiApi.open(district, settings)) {
      discovery(api);
      if (!token()) {
        skip("there is no token", "dependencies", "OpenAPI", "rights");
        return checks.list();
      }
      dependencies(api);
      rights(api, openApi(api));
    } catch (IOException e) {
      failed("discovery", e, "");
      skip("its addresses are not known", "sign-in", "dependencies", "OpenAPI", "rights");
    }
    return checks.list();
  }

  private boolean secrets() {
    List<Secret> secrets = Districts.secrets(district);
    if (secrets.isEmpty()) {
      skip("there is neither a client nor a token", "secrets");
      return true;
    }
    try {
      secrets.forEach(Secret::resolve);
      checks.ok(
          what("secrets"),
          "in " + secrets.stream().map(Secret::toString).collect(Collectors.joining(", ")));
      return true;
    } catch (UnresolvedSecretException e) {
      checks.fail(
          what("secrets"),
          e,
          "Or name another place with --key, --secret and --bearer, or in the file of districts.");
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
      skip("there is no client that would ask for a token", "sign-in");
      return true;
    }
    try {
      Duration life = new DistrictTrial(district, settings).token();
      checks.ok(what("sign-in"), "a token was issued, for " + life.toMinutes() + " minutes");
      return true;
    } catch (IOException e) {
      failed("sign-in", e, "");
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
      checks.ok(what("dependencies"), api.dependencies().waves() + " waves of resources");
    } catch (IOException | IllegalArgumentException e) {
      failed("dependencies", e, HOST);
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
      failed("OpenAPI", e, HOST);
      return ApiModel.none();
    }
  }

  private void rights(EdfiApi api, ApiModel model) throws InterruptedException {
    List<ResourceName> tried =
        needed.isEmpty()
            ? model.resources().stream().filter(name -> !name.isDescriptor()).toList()
            : needed;
    if (tried.isEmpty()) {
      skip("it is not known which resources there are", "rights");
      return;
    }
    List<String> refused = new ArrayList<>();
    String why = "";
    for (ResourceName name : tried) {
      try {
        new EdfiRecords(api).count(name, Map.of());
      } catch (CredentialsRefusedException | NoTokenException | NoAnswerException e) {
        failed("rights", e, HOST);
        return;
      } catch (IOException e) {
        refused.add(name.path());
        why = e.getMessage();
      }
    }
    String found = (tried.size() - refused.size()) + " of " + tried.size() + " resources readable";
    if (refused.isEmpty()) {
      checks.ok(what("rights"), found);
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

  /** Where the program knows the cause better than this list does, its exit code counts. */
  private void failed(String what, Exception e, String todo) {
    ExitCode code = RunSettings.exitCodeOf(e).orElse(ExitCode.UNREACHABLE);
    checks.add(
        Check.fail(
            what(what),
            e.getMessage(),
            code == ExitCode.UNREACHABLE ? Checklist.LATER : todo,
            code));
  }

  private void skip(String why, String... what) {
    for (String each : what) {
      checks.skip(why, what(each));
    }
  }

  private String what(String part) {
    return district.key() + " " + part;
  }
}
