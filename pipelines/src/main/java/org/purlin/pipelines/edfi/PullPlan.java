package org.purlin.pipelines.edfi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.purlin.io.edfi.District;
import org.purlin.io.edfi.PullPreview;
import org.purlin.io.edfi.PullPreview.Target;
import org.purlin.io.edfi.PullResult.How;
import org.purlin.io.edfi.PullRun;
import org.purlin.io.landing.Manifest;
import org.purlin.pipelines.plan.Plan;
import org.purlin.pipelines.plan.Plan.State;
import org.purlin.pipelines.plan.PlanText;

/** What a pull would read of each district. Asks its server, and counts. */
final class PullPlan {

  /**
   * Records of a page when nobody says otherwise; a server that allows less is asked more often.
   */
  private static final long PAGE = 500;

  /** Resources that are named; more would fill the page. */
  private static final int NAMES = 6;

  private final PullRun run;
  private final Plan.Builder builder;
  private final List<Target> targets = new ArrayList<>();
  private boolean allCounted = true;

  private PullPlan(PullRun run) {
    this.run = run;
    this.builder = Plan.of(RunSettings.window(run.districts()));
  }

  static Plan of(PullRun run) {
    try {
      return new PullPlan(run).plan();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The plan was interrupted.", e);
    }
  }

  private Plan plan() throws IOException, InterruptedException {
    long requests = 0;
    for (PullPreview preview : EachDistrict.ask(run.districts(), district -> ask(district))) {
      targets.addAll(preview.targets());
      preview.troubles().forEach(builder::gap);
      requests += preview.requests();
    }
    windows(State.TO_DO, "resources to read in full", How.FULL);
    windows(State.TO_DO, "resources to read the changes of", How.CHANGES);
    windows(State.DONE, "resources without a change since the last pull", How.UNCHANGED);
    for (Target target : targets) {
      records(target);
    }
    estimates();
    tables();
    whyInFull();
    long hidden = of(How.NOT_READABLE).size();
    if (hidden > 0) {
      builder.notice(
          PlanText.number(hidden)
              + " resources may not be read with these credentials, and are left out: "
              + named(of(How.NOT_READABLE)));
    }
    builder.request(
        "each district's discovery document, OpenAPI documents and a token; and "
            + PlanText.number(requests)
            + " requests for change versions and counts, none of which brings a record but for a"
            + " look at whether deletions can be read.");
    return builder.build();
  }

  private PullPreview ask(District district) throws InterruptedException {
    try {
      return PullPreview.of(run, district);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Target> of(How how) {
    return targets.stream().filter(target -> target.how() == how).toList();
  }

  private void windows(State state, String what, How how) {
    builder.windows(state, what, of(how).size(), named(of(how)));
  }

  private static String named(List<Target> some) {
    Set<String> names = new LinkedHashSet<>();
    some.forEach(target -> names.add(target.resource()));
    List<String> all = List.copyOf(names);
    int more = all.size() - NAMES;
    return more <= 0
        ? String.join(", ", all)
        : String.join(", ", all.subList(0, NAMES)) + " and " + more + " more";
  }

  private void records(Target target) {
    if (target.how() == How.NOT_READABLE || target.how() == How.UNCHANGED) {
      return;
    }
    if (target.records() == null) {
      allCounted = false;
      builder.notice(
          "The server of " + target.district() + " does not count " + target.resource() + ".");
      return;
    }
    builder.records(
        target.district(),
        target.resource(),
        target.how() == How.FULL ? "to read, all" : "to read, new or changed",
        target.records());
  }

  private void estimates() throws IOException {
    long page = run.pageSize() == 0 ? PAGE : run.pageSize();
    long calls = 0;
    for (Target target : targets) {
      long records = target.records() == null ? 0 : target.records();
      calls +=
          switch (target.how()) {
            // The last page, and what was deleted and got another key.
            case CHANGES -> 3 + records / page;
            case FULL -> 1 + records / page;
            default -> 0;
          };
    }
    builder.estimate(
        "calls",
        calls,
        (allCounted ? "pages" : "at least; pages")
            + " of "
            + page
            + " records as counted now; without those that were made for this plan and are made"
            + " again");
    bytes();
  }

  /** By the sizes of rows that were landed before. */
  private void bytes() throws IOException {
    double bytes = 0;
    boolean known = true;
    for (Target target : targets) {
      if (target.records() == null || target.records() == 0) {
        continue;
      }
      long rows = 0;
      long landed = 0;
      for (String table : target.tables()) {
        Optional<Manifest> manifest = run.landing().published(table, target.district());
        landed += manifest.map(Manifest::bytes).orElse(0L);
        rows =
            table.equals(target.tables().get(0)) ? manifest.map(Manifest::rows).orElse(0L) : rows;
      }
      known &= rows > 0;
      bytes += rows == 0 ? 0 : (double) landed / rows * target.records();
    }
    if (known && allCounted) {
      builder.estimate("bytes of rows", Math.round(bytes), "by the sizes of rows landed before");
    } else {
      builder.unknown("bytes of rows", "not of all resources rows were landed before");
    }
  }

  private void tables() throws IOException {
    Map<String, List<Target>> tables = new TreeMap<>();
    for (Target target : targets) {
      if (target.how() == How.FULL || target.how() == How.CHANGES) {
        target.tables().forEach(t -> tables.computeIfAbsent(t, x -> new ArrayList<>()).add(target));
      }
    }
    for (Map.Entry<String, List<Target>> table : tables.entrySet()) {
      long published = 0;
      for (Target target : table.getValue()) {
        published += run.landing().published(table.getKey(), target.district()).isPresent() ? 1 : 0;
      }
      builder.table(
          table.getKey(),
          table.getValue().size(),
          "a window is a district; "
              + published
              + (published == 0 ? " of them are published" : " are published and are replaced"));
    }
  }

  /** Reasons why changes do not do, each once. */
  private void whyInFull() {
    Map<String, List<Target>> reasons = new LinkedHashMap<>();
    for (Target target : of(How.FULL)) {
      if (target.why() != null) {
        reasons.computeIfAbsent(target.why(), why -> new ArrayList<>()).add(target);
      }
    }
    reasons.forEach(
        (why, some) -> builder.notice("In full, because " + why + ": " + named(some) + "."));
  }
}
