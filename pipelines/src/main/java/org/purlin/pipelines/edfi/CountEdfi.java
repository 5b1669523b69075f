package org.purlin.pipelines.edfi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.purlin.io.edfi.District;
import org.purlin.io.edfi.EdfiApi;
import org.purlin.io.edfi.EdfiRecords;
import org.purlin.io.edfi.EdfiSettings;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.Verdict;
import org.purlin.transforms.edfi.ResourceName;

/** Counts the records of resources, district by district. */
public final class CountEdfi implements Command<CountEdfiOptions> {

  /**
   * One count.
   *
   * @param records how many; null when it could not be learned
   * @param why it could not; null exactly when it could
   */
  private record Count(String district, String resource, Long records, String why) {

    String words() {
      return records == null ? why : String.format(Locale.ROOT, "%,d", records);
    }
  }

  @Override
  public String verb() {
    return "edfi count";
  }

  @Override
  public String summary() {
    return "Count records in the Ed-Fi APIs of districts.";
  }

  @Override
  public Class<CountEdfiOptions> options() {
    return CountEdfiOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # Students and schools of each district
        purlin edfi count --resource=students,schools --districts=districts.csv""");
  }

  @Override
  public Map<String, String> aliases() {
    return RunSettings.ALIASES;
  }

  @Override
  public Verdict run(CountEdfiOptions options, Console console) throws InterruptedException {
    List<ResourceName> resources =
        OptionValues.words(options.getResource()).stream()
            .map(word -> RunSettings.resource("--resource", word))
            .toList();
    Map<String, String> filters = filters(options.getFilter());
    List<District> districts = Districts.of(options);
    EdfiSettings settings = RunSettings.settings(options, verb(), false);
    List<Count> counts =
        EachDistrict.ask(districts, district -> count(district, settings, resources, filters))
            .stream()
            .flatMap(List::stream)
            .toList();
    console.answer(
        tree(counts),
        () ->
            console.table(
                List.of("district", "resource", "records"),
                counts.stream()
                    .map(each -> List.of(each.district(), each.resource(), each.words()))
                    .toList()));
    long unknown = counts.stream().filter(each -> each.records() == null).count();
    return unknown == 0
        ? Verdict.DONE
        : new Verdict(
            ExitCode.INCOMPLETE, unknown + " of " + counts.size() + " counts are not known.");
  }

  private static Map<String, String> filters(String text) {
    Map<String, String> filters = new LinkedHashMap<>();
    for (String word : OptionValues.words(text)) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new UserMistakeException(
            "--filter must be a name and a value, such as schoolId=255901001; several with commas"
                + " between.");
      }
      filters.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return filters;
  }

  private static List<Count> count(
      District district,
      EdfiSettings settings,
      List<ResourceName> resources,
      Map<String, String> filters)
      throws InterruptedException {
    List<Count> counts = new ArrayList<>();
    try (EdfiApi api = EdfiApi.open(district, settings)) {
      for (ResourceName resource : resources) {
        counts.add(count(api, resource, filters));
      }
    } catch (IOException e) {
      for (ResourceName resource : resources) {
        counts.add(new Count(district.key(), resource.path(), null, e.getMessage()));
      }
    }
    return counts;
  }

  private static Count count(EdfiApi api, ResourceName resource, Map<String, String> filters)
      throws InterruptedException {
    String district = api.district().key();
    try {
      OptionalLong count = new EdfiRecords(api).count(resource, filters);
      return count.isPresent()
          ? new Count(district, resource.path(), count.getAsLong(), null)
          : new Count(district, resource.path(), null, "the server does not count");
    } catch (IOException e) {
      return new Count(district, resource.path(), null, e.getMessage());
    }
  }

  private static ArrayNode tree(List<Count> counts) {
    ArrayNode tree = JsonNodeFactory.instance.arrayNode();
    for (Count count : counts) {
      ObjectNode each = tree.addObject();
      each.put("district", count.district());
      each.put("resource", count.resource());
      each.put("records", count.records());
      each.put("why", count.why());
    }
    return tree;
  }
}
