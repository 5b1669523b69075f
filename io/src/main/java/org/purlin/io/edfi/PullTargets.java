package org.purlin.io.edfi;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.purlin.transforms.edfi.ApiModel;
import org.purlin.transforms.edfi.ResourceModel;
import org.purlin.transforms.edfi.ResourceName;
import org.purlin.transforms.edfi.ResourceRows;

/** What is pulled from a district. */
final class PullTargets {

  private final PullRun run;
  private final EdfiApi api;

  private PullTargets(PullRun run, EdfiApi api) {
    this.run = run;
    this.api = api;
  }

  /**
   * The targets, by name.
   *
   * @throws DistrictException when the server does not say what it has, or what should be redacted
   *     is not there
   */
  static List<PullTarget> of(PullRun run, EdfiApi api) throws IOException, InterruptedException {
    PullTargets targets = new PullTargets(run, api);
    List<ResourceName> resources = targets.resources();
    targets.requireKnownRedaction(api.model(), resources);
    return resources.stream()
        .map(resource -> new PullTarget(api.district().key(), resource))
        .toList();
  }

  /** By folded name, as the server spells them. */
  private List<ResourceName> resources() throws IOException, InterruptedException {
    Map<String, ResourceName> resources = new TreeMap<>();
    for (ResourceName name : run.resources()) {
      ResourceName spelled = api.spelled(name);
      resources.put(spelled.folded(), spelled);
    }
    for (ResourceName name : api.model().resources()) {
      if (name.isDescriptor() ? run.descriptors() : run.resources().isEmpty()) {
        resources.put(name.folded(), name);
      }
    }
    if (resources.isEmpty()) {
      throw new DistrictException(
          api.district().key()
              + " does not say which resources it has: its discovery document links to no OpenAPI"
              + " documents. Name the resources to pull.");
    }
    return List.copyOf(resources.values());
  }

  /** A typing error must not leave a person's data in place. */
  private void requireKnownRedaction(ApiModel model, List<ResourceName> resources)
      throws DistrictException {
    if (!run.redacts()) {
      return;
    }
    Set<String> unmatched = null;
    for (ResourceName name : resources) {
      ResourceModel known = model.resource(name).orElse(null);
      ResourceRows rows = ResourceRows.of(name, known, run.children(), run.body());
      requirePossibleRedaction(rows);
      if (known == null) {
        continue;
      }
      List<String> here = rows.unmatched(run.redaction());
      if (unmatched == null) {
        unmatched = new HashSet<>(here);
      } else {
        unmatched.retainAll(here);
      }
    }
    if (unmatched == null) {
      throw new DistrictException(
          "What should be redacted cannot be checked, because the server does not say what its"
              + " resources look like. Give the address of its OpenAPI documents.");
    }
    if (!unmatched.isEmpty()) {
      throw new DistrictException(
          "No resource that is pulled has '"
              + unmatched.iterator().next()
              + "', which should be redacted. Check its spelling.");
    }
  }

  private void requirePossibleRedaction(ResourceRows rows) throws DistrictException {
    try {
      rows.writer(run.redaction(), run.hashKey());
    } catch (IllegalArgumentException e) {
      throw new DistrictException(
          rows.table().name() + " cannot be redacted: " + e.getMessage(), e);
    }
  }
}
