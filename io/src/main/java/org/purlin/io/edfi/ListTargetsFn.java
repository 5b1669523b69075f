package org.purlin.io.edfi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.purlin.transforms.edfi.ApiModel;
import org.purlin.transforms.edfi.ResourceModel;
import org.purlin.transforms.edfi.ResourceName;
import org.purlin.transforms.edfi.ResourceRows;

/** Lists what is pulled from a district. A district that cannot be asked ends here. */
final class ListTargetsFn extends DoFn<String, PullTarget> {

  private static final long serialVersionUID = 1L;

  private final PullRun run;
  private transient PullApis apis;

  ListTargetsFn(PullRun run) {
    this.run = run;
  }

  @Setup
  public void setup() {
    apis = PullApis.of(run);
  }

  @ProcessElement
  public void process(@Element String district, MultiOutputReceiver out)
      throws IOException, InterruptedException {
    try {
      EdfiApi api = apis.api(district);
      List<ResourceName> resources = resources(api);
      requireKnownRedaction(api.model(), resources);
      resources.forEach(
          resource -> out.get(EdfiIO.TARGETS).output(new PullTarget(district, resource)));
    } catch (IOException e) {
      PullPiece.Failed failed = PullTrouble.of(e, run.settings(), new PullTally());
      // The district as a whole is no resource that somebody may lack the right to.
      PullPiece.Failed whole = new PullPiece.Failed(failed.why(), false, failed.numbers());
      List<ResourceName> named = new ArrayList<>(run.resources());
      if (named.isEmpty()) {
        named.add(null);
      }
      for (ResourceName resource : named) {
        out.get(EdfiIO.PIECES).output(KV.of(new PullTarget(district, resource), whole));
      }
    }
  }

  /** By folded name, as the server spells them. */
  private List<ResourceName> resources(EdfiApi api) throws IOException, InterruptedException {
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

  @Teardown
  public void teardown() {
    apis.close();
  }
}
