package org.purlin.pipelines.edfi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.purlin.io.edfi.District;
import org.purlin.io.edfi.EdfiApi;
import org.purlin.io.edfi.EdfiRecords;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.Verdict;
import org.purlin.transforms.edfi.ResourceName;

/** Prints records by their ids, as the server shows them, one line each. */
public final class GetEdfi implements Command<GetEdfiOptions> {

  @Override
  public String verb() {
    return "edfi get";
  }

  @Override
  public String summary() {
    return "Print records of a district's Ed-Fi API by their ids.";
  }

  @Override
  public Class<GetEdfiOptions> options() {
    return GetEdfiOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # One student
        purlin edfi get --resource=students --id=0b2d3c4f5a6e47889900aabbccddeeff \\
          --districts=districts.csv --only=north""");
  }

  @Override
  public Map<String, String> aliases() {
    return RunSettings.ALIASES;
  }

  @Override
  public Optional<ExitCode> exitCodeOf(Throwable failure) {
    return RunSettings.exitCodeOf(failure);
  }

  @Override
  public Verdict run(GetEdfiOptions options, Console console)
      throws IOException, InterruptedException {
    ResourceName resource = RunSettings.resource("--resource", options.getResource());
    List<District> districts = Districts.of(options);
    if (districts.size() > 1) {
      throw new UserMistakeException(
          "One district is asked for a record, but there are "
              + districts.size()
              + "; say which with --only.");
    }
    List<String> missing = new ArrayList<>();
    try (EdfiApi api =
        EdfiApi.open(districts.get(0), RunSettings.settings(options, verb(), false))) {
      EdfiRecords records = new EdfiRecords(api);
      for (String id : OptionValues.words(options.getId())) {
        records.get(resource, id).ifPresentOrElse(console::line, () -> missing.add(id));
      }
    }
    return missing.isEmpty()
        ? Verdict.DONE
        : new Verdict(
            ExitCode.INCOMPLETE,
            districts.get(0).key()
                + " has no record of "
                + resource.path()
                + " with the id "
                + String.join(", ", missing)
                + ".");
  }
}
