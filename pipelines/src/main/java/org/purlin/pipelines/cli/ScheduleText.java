package org.purlin.pipelines.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.schedule.CommandLines;
import org.purlin.pipelines.schedule.Cron;
import org.purlin.pipelines.schedule.Launcher;
import org.purlin.pipelines.schedule.Placeholders;
import org.purlin.pipelines.schedule.SchedulerJob;
import org.purlin.pipelines.schedule.Template;
import org.purlin.pipelines.schedule.TemplateParameter;
import org.purlin.pipelines.schedule.Timetable;
import org.purlin.pipelines.schedule.WindowsTasks;

/**
 * What {@code purlin schedule} prints.
 *
 * @param given the job's flags, checked
 * @param usual what stands in for a required parameter of a launch that was not given
 * @param places values of placeholders
 */
record ScheduleText(
    Template template,
    Cron cron,
    ZoneId zone,
    Map<String, String> given,
    Optional<Timetable> usual,
    Map<String, String> places) {

  private static final int TIMES_SHOWN = 3;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm xxx", Locale.ENGLISH);

  /** Everything; where there is no launch in the cloud with these flags, what it lacks. */
  ExitCode print(PrintStream out, Instant now, Path directory) {
    out.print("Next times in " + zone.getId() + ":\n");
    cron.next(now.atZone(zone), TIMES_SHOWN)
        .forEach(time -> out.print("  " + TIME.format(time) + "\n"));
    out.print("\ncrontab -e (CRON_TZ holds for all lines below it; a cron without it takes the\n");
    out.print("machine's zone, so translate the hours there; secrets come from .env):\n");
    out.print("CRON_TZ=" + zone.getId() + "\n");
    out.print(
        CommandLines.crontab(cron, directory.toString(), words(Launcher.forCron(directory)))
            + "\n");
    out.print("\nWindows (times are the machine's, not " + zone.getId() + "'s):\n");
    out.print(WindowsTasks.of(template.name(), cron, words(Launcher.forWindows())) + "\n");
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      out.print("\nCloud Scheduler: not with these flags. What it needs:\n");
      problems.forEach(problem -> out.print("  " + problem + "\n"));
      return ExitCode.DONE;
    }
    SchedulerJob job = job();
    out.print("\nCloud Scheduler, with gcloud:\n");
    out.print(Placeholders.fill(CommandLines.gcloud(job), places) + "\n");
    out.print("\nCloud Scheduler, as JSON; its API takes the body in Base64, see --json:\n");
    String json = Placeholders.fill(job.readable().toPrettyString(), places);
    out.print(json + "\n");
    Set<String> open = Placeholders.in(json);
    if (!open.isEmpty()) {
      out.print("\nTo fill in: " + String.join(", ", open) + ".\n");
    }
    return ExitCode.DONE;
  }

  /**
   * The job of Cloud Scheduler only.
   *
   * @throws UserMistakeException when there is no launch in the cloud with these flags
   */
  ExitCode printJson(PrintStream out) {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new UserMistakeException(String.join(" ", problems));
    }
    out.print(job().job(places).toPrettyString() + "\n");
    return ExitCode.DONE;
  }

  private List<String> words(String program) {
    List<String> words = new ArrayList<>();
    words.add(program);
    words.addAll(List.of(Template.verbOf(template.name()).split(" ", -1)));
    words.addAll(CommandLines.flags(new TreeMap<>(given)));
    return words;
  }

  private SchedulerJob job() {
    return new SchedulerJob(template, cron, zone, parameters());
  }

  /** What was given, and what a launch cannot be without. */
  private Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    usual.ifPresent(timetable -> parameters.putAll(timetable.parameters()));
    parameters.putAll(given);
    return parameters;
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    parameters().forEach((name, value) -> problem(name, value).ifPresent(problems::add));
    template.parameters().stream()
        .filter(TemplateParameter::required)
        .map(TemplateParameter::name)
        .filter(name -> !name.equals(Template.JOB) && !parameters().containsKey(name))
        .forEach(
            name -> problems.add("--" + name + " is missing; a launch in the cloud needs it."));
    return problems;
  }

  /** Never repeats a value, which may name a person. */
  private Optional<String> problem(String name, String value) {
    if (TemplateParameters.LEFT_OUT.containsKey(name)) {
      return Optional.of(
          "--" + name + " means nothing there: " + TemplateParameters.LEFT_OUT.get(name) + ".");
    }
    TemplateParameter parameter = template.parameter(name).orElseThrow();
    // Any name serves to see whether the whole is well-formed; what is all open cannot be wrong.
    String sample = value.replaceAll("\\{\\{[A-Z_]+}}", "x");
    if (sample.equals("x") || parameter.takes(sample)) {
      return Optional.empty();
    }
    if (value.startsWith("env:")) {
      return Optional.of(
          "--"
              + name
              + " is in the environment, which workers do not have. Put it into Secret Manager and"
              + " give --"
              + name
              + "=secret:projects/PROJECT/secrets/NAME/versions/latest.");
    }
    return Optional.of("--" + name + " must there be " + CloudForms.inWords(parameter) + ".");
  }
}
