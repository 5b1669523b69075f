package org.purlin.pipelines.edfi;

import java.util.List;
import java.util.Map;
import org.purlin.io.edfi.District;
import org.purlin.io.edfi.EdfiSettings;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.check.Check;
import org.purlin.pipelines.check.Checks;
import org.purlin.pipelines.report.Verdict;
import org.purlin.transforms.edfi.ResourceName;

/** Tries everything a run needs, district by district. Changes nothing. */
public final class CheckEdfi implements Command<EdfiCheckOptions> {

  @Override
  public String verb() {
    return "check edfi";
  }

  @Override
  public String summary() {
    return "Try all that an Ed-Fi run needs, from names to rights; change nothing.";
  }

  @Override
  public Class<EdfiCheckOptions> options() {
    return EdfiCheckOptions.class;
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
  public Verdict run(EdfiCheckOptions options, Console console) throws InterruptedException {
    List<ResourceName> needed =
        OptionValues.words(options.getResources()).stream()
            .map(word -> RunSettings.resource("--resources", word))
            .toList();
    List<District> districts = Districts.of(options);
    EdfiSettings settings = RunSettings.settings(options, verb(), false);
    List<Check> checks =
        EachDistrict.ask(
                districts, district -> new DistrictChecks(district, settings, needed).run())
            .stream()
            .flatMap(List::stream)
            .toList();
    return Checks.print(checks, console);
  }
}
