package org.purlin.pipelines.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.NetworkOptions;
import org.purlin.pipelines.schedule.Template;
import org.purlin.pipelines.schedule.TemplateParameter;

/**
 * A job's flags as the parameters of its Flex Template: first what is required, then the job's own,
 * then what all jobs share, then networks and tuning.
 */
final class TemplateParameters {

  /** Flags that mean nothing on Dataflow, each with the reason. */
  static final Map<String, String> LEFT_OUT =
      Map.of(
          "logs", "the launcher's disk is gone after the launch; Cloud Logging has what is logged",
          "debug", "there is no terminal to say more on",
          "plan", "a plan is for the one who waits for it",
          "json", "a plan is for the one who waits for it",
          "caFile", "a file of the launcher's disk, which workers do not have",
          "rules", "a file of the launcher's disk; the rules that come with Purlin hold",
          "records", "a directory of this machine; the sender's tables are used",
          "today", "for trying out another day");

  /**
   * Workers at most. One where the vendor's limit is counted by each worker for itself; a run of
   * these is short in any case.
   */
  private static final Map<String, Integer> MAX_WORKERS =
      Map.of("alma", 1, "coinmarketcap", 1, "csc", 1);

  /** Workers at most of all other jobs. */
  private static final int USUAL_MAX_WORKERS = 4;

  /** Jobs that send; what they put out is files beside the report. */
  private static final Set<String> SENDING = Set.of("csc", "edfi push", "edfi delete");

  /** Flags that make sense only when another one is given. */
  private static final Map<String, String> PARENTS =
      Map.of(
          "proxyUser", "proxy",
          "proxyPassword", "proxy",
          "redactKey", "redact",
          "hashKey", "hash",
          "notifyHosts", "notify",
          "notifyOn", "notify",
          "apiVersionColumn", "urlColumn",
          "clientKeyColumn", "urlColumn",
          "clientSecretColumn", "urlColumn",
          "recordsSchema", "createTables");

  private static final Set<String> TUNING =
      Set.of(
          "allowPlainHttp",
          "concurrency",
          "httpUserAgent",
          "longestWait",
          "minInterval",
          "refusedPause",
          "requestsPerSecond",
          "resumeWithin",
          "retryFor",
          "timeout");

  /** Flags that name files to read; several with commas between. */
  private static final Set<String> FILES = Set.of("input", "fromArchives", "districts");

  private static final String ON_GOOGLE = "gs://[a-z0-9][^,]*";
  static final String FILES_REGEX = "^" + ON_GOOGLE + "(, *" + ON_GOOGLE + ")*$";
  static final String FOLDER_REGEX = "^" + ON_GOOGLE + "$";
  static final String OUTPUT_REGEX = "^(" + ON_GOOGLE + "|bigquery:[a-z0-9.:-]+\\.[A-Za-z0-9_]+)$";

  /** An env: reference does not reach a worker. */
  private static final String REFERENCE =
      "secret:projects/[a-z0-9.:-]+/secrets/[A-Za-z0-9_-]+/versions/[A-Za-z0-9_-]+|file:gs://.+";

  static final String SECRET_REGEX = "^(" + REFERENCE + ")$";

  /** A value itself or a reference to it. */
  static final String PLAIN_OR_SECRET_REGEX = "^([A-Za-z0-9_-]+|" + REFERENCE + ")$";

  static final String DURATION_REGEX =
      "^P([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+([.][0-9]+)?S)?)?$";

  static final String PROXY_REGEX = "^http://[^/]+:[0-9]+/?$";
  static final String ADDRESS_REGEX = "^https?://[^ ]+$";

  private static final Pattern DURATION_NAMED =
      Pattern.compile("ISO-8601 duration|\\bP(T\\d|\\dD)");

  /** How words of flags are written in a label. */
  private static final Map<String, String> SPELLED =
      Map.ofEntries(
          Map.entry("api", "API"),
          Map.entry("conn", "connection"),
          Map.entry("db", "database"),
          Map.entry("http", "HTTP"),
          Map.entry("id", "id"),
          Map.entry("la", "local authority"),
          Map.entry("sql", "SQL"),
          Map.entry("str", "string"),
          Map.entry("url", "URL"));

  private final Job<?> job;

  private TemplateParameters(Job<?> job) {
    this.job = job;
  }

  /** The job as a Flex Template. */
  static Template templateOf(Job<?> job) {
    return new Template(
        Template.nameOf(job.verb()),
        job.summary(),
        MAX_WORKERS.getOrDefault(job.verb(), USUAL_MAX_WORKERS),
        new TemplateParameters(job).all());
  }

  private List<TemplateParameter> all() {
    List<TemplateParameter> all = new ArrayList<>();
    all.add(theJob());
    Flags.of(List.of(job.options())).ours().all().stream()
        .filter(flag -> !LEFT_OUT.containsKey(flag.name()))
        .sorted(Comparator.comparing(this::place).thenComparing(TemplateParameters::order))
        .map(this::parameter)
        .forEach(all::add);
    return all;
  }

  private TemplateParameter theJob() {
    String name = Template.nameOf(job.verb());
    return new TemplateParameter(
        Template.JOB,
        "Job",
        "Which job of the image to run: " + name + ", always.",
        TemplateParameter.Type.TEXT,
        List.of(),
        List.of("^" + name + "$"),
        true,
        Optional.of(name),
        Place.REQUIRED.heading,
        Optional.empty());
  }

  /** Where a parameter stands, in the order of the form. */
  private enum Place {
    REQUIRED("Required"),
    OWN("Job"),
    SHARED("Results"),
    NETWORK("Network"),
    TUNING("Tuning");

    private final String heading;

    Place(String heading) {
      this.heading = heading;
    }
  }

  private Place place(Flag flag) {
    Class<?> owner = flag.getter().getDeclaringClass();
    if (isRequired(flag)) {
      return Place.REQUIRED;
    }
    if (TUNING.contains(flag.name())) {
      return Place.TUNING;
    }
    if (owner == NetworkOptions.class) {
      return Place.NETWORK;
    }
    // What all jobs share is declared in the package above those of the jobs.
    return owner.getPackage() == Job.class.getPackage() ? Place.SHARED : Place.OWN;
  }

  /** A parameter comes after the one it belongs to. */
  private static String order(Flag flag) {
    String parent = PARENTS.get(flag.name());
    return parent == null ? flag.name() : parent + " " + flag.name();
  }

  /** A worker has no directory of the user's and none of his environment. */
  private static boolean isRequired(Flag flag) {
    return flag.isRequired() || flag.name().equals("output") || standsInEnvironment(flag);
  }

  private static boolean standsInEnvironment(Flag flag) {
    return flag.standard().filter(value -> value.startsWith("env:")).isPresent();
  }

  private TemplateParameter parameter(Flag flag) {
    TemplateParameter.Type type = type(flag);
    return new TemplateParameter(
        flag.name(),
        label(flag.name()),
        flag.description(),
        type,
        type == TemplateParameter.Type.ENUM ? List.of(flag.form().split("\\|")) : List.of(),
        regex(flag).stream().toList(),
        isRequired(flag),
        isRequired(flag) ? Optional.empty() : flag.standard(),
        place(flag).heading,
        Optional.ofNullable(PARENTS.get(flag.name())));
  }

  private TemplateParameter.Type type(Flag flag) {
    if (flag.isBoolean()) {
      return TemplateParameter.Type.BOOLEAN;
    }
    if (flag.getter().getReturnType().isEnum()) {
      return TemplateParameter.Type.ENUM;
    }
    if (flag.isWholeNumber() || isDecimal(flag)) {
      return TemplateParameter.Type.NUMBER;
    }
    boolean folder = flag.name().equals("output") && SENDING.contains(job.verb());
    return folder || flag.name().equals("state")
        ? TemplateParameter.Type.GCS_WRITE_FOLDER
        : TemplateParameter.Type.TEXT;
  }

  private Optional<String> regex(Flag flag) {
    String name = flag.name();
    if (flag.isSecret()) {
      return Optional.of(SECRET_REGEX);
    }
    if (standsInEnvironment(flag)) {
      return Optional.of(PLAIN_OR_SECRET_REGEX);
    }
    if (flag.isBoolean()) {
      return Optional.of("^(true|false)$");
    }
    if (flag.getter().getReturnType().isEnum()) {
      return Optional.of("^(" + flag.form() + ")$");
    }
    if (flag.isWholeNumber()) {
      return Optional.of("^-?[0-9]+$");
    }
    if (isDecimal(flag)) {
      return Optional.of("^[0-9]+([.][0-9]+)?$");
    }
    if (name.equals("output")) {
      return Optional.of(SENDING.contains(job.verb()) ? FOLDER_REGEX : OUTPUT_REGEX);
    }
    if (name.equals("state")) {
      return Optional.of(FOLDER_REGEX);
    }
    if (FILES.contains(name)) {
      return Optional.of(FILES_REGEX);
    }
    if (DURATION_NAMED.matcher(flag.description()).find()) {
      return Optional.of(DURATION_REGEX);
    }
    if (name.equals("proxy")) {
      return Optional.of(PROXY_REGEX);
    }
    boolean address = name.toLowerCase(Locale.ROOT).matches(".*(url|endpoint)");
    return address ? Optional.of(ADDRESS_REGEX) : Optional.empty();
  }

  private static boolean isDecimal(Flag flag) {
    Class<?> type = flag.getter().getReturnType();
    return type == double.class || type == Double.class;
  }

  /** {@code Token endpoint} for {@code tokenEndpoint}. */
  private static String label(String name) {
    List<String> words = new ArrayList<>();
    for (String word : name.split("(?<=[a-z0-9])(?=[A-Z])", -1)) {
      String lower = word.toLowerCase(Locale.ROOT);
      words.add(SPELLED.getOrDefault(lower, lower));
    }
    String label = String.join(" ", words);
    return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
  }
}
