package org.purlin.pipelines.edfi;

import java.util.List;
import java.util.Map;
import org.purlin.io.edfi.District;
import org.purlin.io.edfi.EdfiSettings;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.check.Checklist;
import org.purlin.pipelines.check.Checks;
import org.purlin.pipelines.check.DestinationChecks;
import org.purlin.pipelines.report.Verdict;
import org.purlin.transforms.edfi.ResourceName;

/** Tries everything a run needs, district by district. Changes nothing. */
public final class CheckEdfi implements Command<CheckEdfiOptions> {

  @Override
  public String verb() {
    return "check edfi";
  }

  @Override
  public String summary() {
    return "Try all that an Ed-Fi run needs, from names to rights; change nothing.";
  }

  @Override
  public Class<CheckEdfiOptions> options() {
    return CheckEdfiOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # Every district of a file
        purlin check edfi --districts=districts.csv""",
        """
        # One district, and whether what is needed may be read there
        purlin check edfi --districts=districts.csv --only=north --resources=students,schools""");
  }

  @Override
  public Map<String, String> aliases() {
    return RunSettings.ALIASES;
  }

  @Override
  public Verdict run(CheckEdfiOptions options, Console console) throws InterruptedException {
    Checklist checks = new Checklist();
    try {
      EdfiSettings settings = RunSettings.settings(options, verb(), options.isSnapshot());
      List<ResourceName> needed = PullSettings.resources(options);
      List<District> districts = Districts.needed(options);
      for (District district : districts) {
        Districts.checkAddresses(district, options.isAllowPlainHttp());
      }
      checks.ok(
          "options", districts.size() == 1 ? "one district" : districts.size() + " districts");
      checks.secret("--proxyPassword", options.getProxyPassword());
      checks.secret("--redactKey", options.getRedactKey());
      EachDistrict.ask(districts, district -> new DistrictChecks(district, settings, needed).run())
          .forEach(checks::addAll);
    } catch (UserMistakeException e) {
      checks.fail("options", e, "");
    }
    DestinationChecks.rows(checks, options);
    return Checks.print(checks.list(), console);
  }
}
