package org.purlin.pipelines.edfi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.purlin.io.edfi.District;
import org.purlin.io.edfi.PullRun;
import org.purlin.io.landing.IfExists;
import org.purlin.io.secret.Secret;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.RunPlaces;
import org.purlin.pipelines.TriedSecret;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.transforms.edfi.ResourceName;

/** Reads the options of a pull, once, and makes a value of them. */
final class PullSettings {

  private static final String ALL = "all";

  private PullSettings() {}

  static PullRun of(PullEdfiOptions options) {
    if (options.getIfExists() != IfExists.REPLACE) {
      throw new UserMistakeException(
          "--ifExists must be replace: what is published is always what the server has now. For a"
              + " copy of its own give another --output.");
    }
    List<ResourceName> resources = resources(options);
    List<District> districts = Districts.of(options);
    try {
      return new PullRun(
          options.getRunId(),
          districts,
          RunSettings.settings(options, options.getRunId(), options.isSnapshot()),
          resources,
          options.isDescriptors(),
          RunPlaces.landing(options),
          RunPlaces.state(options),
          options.getChildren(),
          options.isBody(),
          options.getRedact(),
          redactKey(options),
          options.isFull(),
          options.getPartitions(),
          options.getLimit(),
          options.getPaging(),
          RunPlaces.proof(options, "edfi-pull"));
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("--partitions and --limit: " + e.getMessage());
    }
  }

  /** What is to be read; empty is all. */
  static List<ResourceName> resources(PullEdfiOptions options) {
    List<String> words = OptionValues.words(options.getResources());
    if (words.isEmpty()) {
      throw new UserMistakeException("--resources must be all, or resources with commas between.");
    }
    if (words.size() == 1 && words.get(0).toLowerCase(Locale.ROOT).equals(ALL)) {
      return List.of();
    }
    List<ResourceName> names = new ArrayList<>();
    for (String word : words) {
      ResourceName name = RunSettings.resource("--resources", word);
      if (names.stream().anyMatch(other -> other.folded().equals(name.folded()))) {
        throw new UserMistakeException("--resources names " + name.path() + " twice.");
      }
      names.add(name);
    }
    return names;
  }

  private static Secret redactKey(PullEdfiOptions options) {
    if (options.getRedactKey() == null) {
      if (options.getRedact() != null && options.getRedact().contains(":hash")) {
        throw new UserMistakeException(
            "--redact hashes something, so --redactKey must say where the key is, for example"
                + " --redactKey=env:REDACT_KEY.");
      }
      return null;
    }
    return TriedSecret.of("--redactKey", options.getRedactKey());
  }
}
