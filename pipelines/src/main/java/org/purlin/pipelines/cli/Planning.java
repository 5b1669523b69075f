package org.purlin.pipelines.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.RunPlaces;
import org.purlin.pipelines.SignIn;
import org.purlin.pipelines.WarehouseLoad;
import org.purlin.pipelines.plan.Plan;
import org.purlin.pipelines.plan.PlanText;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.Notify;
import org.purlin.pipelines.report.Verdict;
import org.purlin.pipelines.schedule.CommandLines;

/** Says what a run of a job would do, and does nothing. */
final class Planning<O extends JobOptions> {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Job<O> job;
  private final GivenOptions given;
  private final O options;
  private final Surroundings around;

  Planning(Job<O> job, GivenOptions given, O options, Surroundings around) {
    this.job = job;
    this.given = given;
    this.options = options;
    this.around = around;
  }

  /** Prints the plan. A plan that lacks something ends with {@link ExitCode#INCOMPLETE}. */
  ExitCode run() {
    try {
      Plan plan = plan();
      Console console = new Console(around.out(), around.secrets().mask(), options.isJson());
      console.answer(
          tree(plan), () -> console.line(PlanText.of(job.verb(), plan, command()).stripTrailing()));
      around.out().flush();
      return plan.gaps().isEmpty() ? ExitCode.DONE : ExitCode.INCOMPLETE;
    } catch (Throwable failure) {
      // Also an Error: whatever ends a plan has to be said.
      around.out().flush();
      return fail(failure);
    }
  }

  /** The plan itself; throws what a run would throw before it begins. */
  Plan plan() {
    SignIn.prepare(options);
    FileSystems.setDefaultPipelineOptions(options);
    Notify.check(options);
    String output = options.getOutput();
    boolean isLoaded = !output.equals(RunPlaces.home(options));
    // What a load lacks, a run would say before it begins.
    WarehouseLoad.of(job, options);
    Plan plan = job.plan(options);
    if (!isLoaded) {
      return plan;
    }
    List<String> notices = new ArrayList<>(plan.notices());
    notices.add(
        "Windows that are written are then loaded into "
            + output
            + ", where they replace"
            + " the same windows.");
    return new Plan(
        plan.asked(),
        plan.windows(),
        plan.estimates(),
        plan.tables(),
        plan.records(),
        plan.requests(),
        plan.gaps(),
        notices);
  }

  private String command() {
    return CommandLines.purlinOnOneLine(job.verb(), given.command(options));
  }

  private ObjectNode tree(Plan plan) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("job", job.verb());
    tree.setAll((ObjectNode) JSON.valueToTree(plan));
    return tree.put("command", command());
  }

  /** Says why there is no plan. */
  ExitCode fail(Throwable failure) {
    Verdict verdict = new Failures(job::exitCodeOf, around.secrets().refused()).explain(failure);
    around.error(verdict.sentence());
    if (options.isDebug()) {
      around.trace(failure);
    }
    return verdict.exitCode();
  }
}
