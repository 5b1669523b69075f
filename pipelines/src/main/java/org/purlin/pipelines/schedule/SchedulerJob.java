package org.purlin.pipelines.schedule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * A job of Cloud Scheduler that launches a Flex Template.
 *
 * <p>The launched job has the same name each time. Dataflow refuses a second job of a name that is
 * still running, so that a run that takes longer than expected is not overtaken by the next.
 *
 * @param parameters of the launch, without {@link Template#JOB}
 */
public record SchedulerJob(
    Template template, Cron cron, ZoneId zone, Map<String, String> parameters) {

  /** A launch is answered in seconds; the run itself is not waited for. */
  static final String DEADLINE = "180s";

  /** Tries after one that was refused or got no answer, ten minutes and more all together. */
  static final int RETRIES = 3;

  static final String FIRST_PAUSE = "120s";
  static final String LONGEST_PAUSE = "600s";

  static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

  /** Who asks for launches; its roles are in templates/README.md. */
  static final String CALLER =
      "purlin-scheduler@" + Placeholders.PROJECT + ".iam.gserviceaccount.com";

  /** The job's id in Cloud Scheduler, and the name of the Dataflow job. */
  public String name() {
    return "purlin-" + template.name();
  }

  String description() {
    return "Purlin " + Template.verbOf(template.name()) + ": " + template.summary();
  }

  /** Where the launch is asked for. */
  String uri() {
    return "https://dataflow.googleapis.com/v1b3/projects/"
        + Placeholders.PROJECT
        + "/locations/"
        + Placeholders.REGION
        + "/flexTemplates:launch";
  }

  /** {@code LaunchFlexTemplateRequest} of Dataflow's API. */
  public ObjectNode launch() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode launch = json.putObject("launchParameter");
    launch.put("jobName", name());
    launch.put("containerSpecGcsPath", template.specPath());
    ObjectNode given = launch.putObject("parameters");
    given.put(Template.JOB, template.name());
    new TreeMap<>(parameters).forEach(given::put);
    return json;
  }

  /** {@code Job} of Cloud Scheduler's API, but with a body that can be read. */
  public ObjectNode readable() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(
        "name",
        "projects/"
            + Placeholders.PROJECT
            + "/locations/"
            + Placeholders.REGION
            + "/jobs/"
            + name());
    json.put("description", description());
    json.put("schedule", cron.text());
    json.put("timeZone", zone.getId());
    json.put("attemptDeadline", DEADLINE);
    ObjectNode retry = json.putObject("retryConfig");
    retry.put("retryCount", RETRIES);
    retry.put("minBackoffDuration", FIRST_PAUSE);
    retry.put("maxBackoffDuration", LONGEST_PAUSE);
    ObjectNode target = json.putObject("httpTarget");
    target.put("uri", uri());
    target.put("httpMethod", "POST");
    target.putObject("headers").put("Content-Type", "application/json");
    ObjectNode token = target.putObject("oauthToken");
    token.put("serviceAccountEmail", CALLER);
    token.put("scope", SCOPE);
    target.set("body", launch());
    return json;
  }

  /**
   * {@code Job} of Cloud Scheduler's API, whose body is in Base64.
   *
   * @param values of placeholders; those that are missing stay
   */
  public ObjectNode job(Map<String, String> values) {
    ObjectNode json = Json.filled(readable(), values);
    String body = json.path("httpTarget").path("body").toString();
    json.withObject("/httpTarget")
        .put("body", Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
    return json;
  }
}
