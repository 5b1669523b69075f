package org.purlin.pipelines.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.Nearest;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.schedule.Cron;
import org.purlin.pipelines.schedule.Timetable;

/**
 * Prints how a job is started by the clock: by cron, by Windows, and by Cloud Scheduler, all from
 * the job's own flags. Nothing is run and nothing is changed.
 */
final class ScheduleVerb implements Verb {

  /** This verb's own flags; none is the name of a flag of a job. */
  private static final String CRON = "cron";

  private static final String TIME_ZONE = "timeZone";
  private static final String JSON = "json";
  private static final String PROJECT = "project";
  private static final String LOCATION = "location";
  private static final String BUCKET = "bucket";

  private static final List<String> OWN = List.of(CRON, TIME_ZONE, JSON, PROJECT, LOCATION, BUCKET);

  private final List<Job<?>> jobs;
  private final Clock clock;

  /**
   * @param clock for the next times, which are printed
   */
  ScheduleVerb(List<Job<?>> jobs, Clock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "schedule";
  }

  @Override
  public String summary() {
    return "Prints how a job is run by the clock: cron, Windows, Cloud Scheduler.";
  }

  @Override
  public String help(Verbs verbs) {
    return """
    Usage: purlin schedule <job> [--cron="30 7 * * 1-5"] [--timeZone=<zone>] [--flag=value ...]

    Prints, from one set of flags, the line for a crontab, the command for Windows' task scheduler,
    and the job of Google's Cloud Scheduler that launches the job's Flex Template. The job's flags
    are checked as the job checks them. Nothing is run and nothing is changed. Flags that are for
    this machine only, such as an --output in a directory, have the first two; what Cloud Scheduler
    lacks is said in its place, and --json ends with 2.

    Flags of schedule; all others are the job's:
      --cron=<expression>   five fields: minute, hour, day of the month, month, day of the week.
                            When not given, the job's usual times.
      --timeZone=<zone>     such as Europe/London; when not given, that of the job's usual times
      --json                print the Cloud Scheduler job only, as its API takes it
      --project=<project>   of Google Cloud; stands as {{PROJECT}} when not given
      --location=<region>   of Google Cloud; stands as {{REGION}} when not given
      --bucket=<name>       where Purlin's templates are; stands as {{BUCKET}} when not given

    Examples:
      # Alma before school and after it
      purlin schedule alma --cron="30 7,16 * * 1-5" --timeZone=America/Chicago --subdomain=oak
      # what Cloud Scheduler is sent
      purlin schedule amplitude --project=acme --location=us-central1 --bucket=acme-purlin --json
    """;
  }

  @Override
  public ExitCode run(List<String> arguments, Surroundings around, Logs logs) {
    Job<?> job = jobOf(arguments);
    List<String> rest = arguments.subList(words(job).size(), arguments.size());
    Map<String, String> own = new TreeMap<>();
    List<String> jobs = new ArrayList<>();
    rest.forEach(argument -> sort(argument, own, jobs));
    Optional<Timetable> usual = Timetable.of(job.verb());
    Cron cron =
        Optional.ofNullable(own.get(CRON))
            .map(Cron::parse)
            .or(() -> usual.map(Timetable::cron))
            .orElseThrow(() -> missing(CRON, "\"0 6 * * *\"", job));
    ZoneId zone =
        Optional.ofNullable(own.get(TIME_ZONE))
            .map(ScheduleVerb::zone)
            .or(() -> usual.map(Timetable::zone))
            .orElseThrow(() -> missing(TIME_ZONE, "Europe/London", job));
    GivenOptions given =
        GivenOptions.read(
            job,
            Flags.of(List.of(job.options())).ours(),
            jobs,
            new Environment(Map.of(), Map.of()),
            around.secrets());
    Map<String, String> places = new TreeMap<>();
    put(own, PROJECT, places, "PROJECT");
    put(own, LOCATION, places, "REGION");
    put(own, BUCKET, places, "BUCKET");
    ScheduleText text =
        new ScheduleText(
            TemplateParameters.templateOf(job), cron, zone, given.asTyped(), usual, places);
    return own.containsKey(JSON)
        ? text.printJson(around.out())
        : text.print(around.out(), clock.instant(), around.directory().toAbsolutePath());
  }

  /** The job whose words the arguments begin with; the one with the most. */
  private Job<?> jobOf(List<String> arguments) {
    List<String> names = jobs.stream().map(Job::verb).sorted().toList();
    if (arguments.isEmpty() || arguments.get(0).startsWith("-")) {
      throw new UserMistakeException(
          "purlin schedule needs the name of a job: " + String.join(", ", names) + ".");
    }
    return jobs.stream()
        .filter(job -> begins(arguments, words(job)))
        .max(Comparator.comparingInt(job -> job.verb().length()))
        .orElseThrow(
            () ->
                new UserMistakeException(
                    "There is no job of this name."
                        + Nearest.hint(arguments.get(0), names, "")
                        + " purlin schedule knows "
                        + String.join(", ", names)
                        + "."));
  }

  private static boolean begins(List<String> arguments, List<String> words) {
    return arguments.size() >= words.size() && arguments.subList(0, words.size()).equals(words);
  }

  private static List<String> words(Job<?> job) {
    return List.of(job.verb().split(" ", -1));
  }

  private static void sort(String argument, Map<String, String> own, List<String> jobs) {
    int equals = argument.indexOf('=');
    String word = equals < 0 ? argument : argument.substring(0, equals);
    String name = Flags.camel(word.replaceFirst("^--", ""));
    if (!word.startsWith("--") || !OWN.contains(name)) {
      jobs.add(argument);
      return;
    }
    if (equals < 0 && !name.equals(JSON)) {
      throw new UserMistakeException("--" + name + " needs a value: --" + name + "=value.");
    }
    if (equals >= 0 && name.equals(JSON)) {
      throw new UserMistakeException("--json takes no value.");
    }
    if (own.put(name, argument.substring(equals + 1)) != null) {
      throw new UserMistakeException("--" + name + " is given twice; give it once.");
    }
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new UserMistakeException(
          "--timeZone must be a zone such as Europe/London or UTC, but was: "
              + name
              + "."
              + Nearest.hint(name, ZoneId.getAvailableZoneIds(), ""));
    }
  }

  private static UserMistakeException missing(String flag, String sample, Job<?> job) {
    return new UserMistakeException(
        "--"
            + flag
            + " is missing, and "
            + job.verb()
            + " has no usual times. Give it, such as --"
            + flag
            + "="
            + sample
            + ".");
  }

  private static void put(
      Map<String, String> own, String flag, Map<String, String> places, String placeholder) {
    String value = own.get(flag);
    if (value == null) {
      return;
    }
    // What Google takes for the three; it goes into JSON and command lines as it is.
    if (!value.matches("[a-z0-9][a-z0-9._:-]*")) {
      throw new UserMistakeException(
          "--"
              + flag
              + " must be small letters, digits, dashes and points, but was: "
              + value
              + ".");
    }
    places.put(placeholder, value);
  }
}
