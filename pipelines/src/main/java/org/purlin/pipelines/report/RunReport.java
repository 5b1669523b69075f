package org.purlin.pipelines.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.purlin.io.http.Calls;

/**
 * The contents of {@code report.json}. It holds no secret and no value out of the data; of its keys
 * only those a table does not know.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} of the program that wrote it
 * @param job the verb
 * @param version the program's version
 * @param runId the run's name
 * @param window what was asked for, as in the log's name; empty when the run failed before it knew
 * @param started when the run began
 * @param finished when it ended
 * @param exitCode number of the {@link ExitCode}
 * @param sentence what happened, in one sentence
 * @param log the log file; null when there is none
 * @param options the job's options and what else the user set; of a secret only its reference
 * @param commands what can be done next, as lines to copy; the first does the same again
 * @param pace how far the run was when; null when nobody watched it
 * @param calls the requests it made; null when they were made on other machines
 * @param outcome what the run proved; empty when it failed
 */
public record RunReport(
    int schemaVersion,
    String job,
    String version,
    String runId,
    String window,
    Instant started,
    Instant finished,
    int exitCode,
    String sentence,
    String log,
    Map<String, String> options,
    List<NextCommand> commands,
    Pace pace,
    Calls calls,
    Outcome outcome) {

  /** Raised when a reader of older reports would misread a newer one. */
  public static final int SCHEMA_VERSION = 1;

  public RunReport {
    options = Ordered.copy(options);
    commands = Ordered.copy(commands);
    // Older reports of failed runs have none.
    outcome = outcome == null ? Outcome.builder().build() : outcome;
  }

  /**
   * A line to copy into a shell.
   *
   * @param why what it is for, as a heading: {@code Run it again}
   * @param line the command; secrets are references in it
   */
  public record NextCommand(String why, String line) {}

  /**
   * The sentence for others to read: of a failure nobody foresaw, it does not repeat what Java
   * says, which may quote the data.
   */
  @JsonIgnore
  public String sentenceToShare() {
    return RunSentence.ours(sentence);
  }

  /** From start to end, in seconds. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public double seconds() {
    return Duration.between(started, finished).toMillis() / 1000.0;
  }

  /**
   * What a run proved. Make one with {@link #builder}.
   *
   * @param failure why the run as a whole failed although its pipeline ended well, in one sentence;
   *     null when it did not
   * @param failedWith how the program ends for that; null when the run did not fail
   * @param windows the windows asked for; null for a job without windows
   * @param balances one per stage, in the data's order
   * @param counters other numbers worth knowing
   * @param rejects bad records by reason
   * @param rejectedAt where the first bad records are, with the reason
   * @param tolerated how many bad records the user takes for normal
   * @param problems what someone has to look at
   * @param drift what the data holds beyond the definition; null when it was not looked for
   * @param files what was landed; null when nothing lands in files
   * @param notices good to know, nothing to do
   * @param todo what to do about rejected records, by reason; of some reasons nothing is known
   * @param calendar each window and how it ended; null for a job without windows
   * @param followUps commands besides the same again, or in its place
   */
  public record Outcome(
      String failure,
      ExitCode failedWith,
      Windows windows,
      List<Balance> balances,
      Map<String, Long> counters,
      Map<String, Long> rejects,
      List<String> rejectedAt,
      long tolerated,
      List<Problem> problems,
      Drift drift,
      Files files,
      List<String> notices,
      Map<String, String> todo,
      Calendar calendar,
      List<FollowUp> followUps) {

    public Outcome {
      if (failure == null) {
        failedWith = null;
      } else if (failedWith == null) {
        // Older reports know one way to fail.
        failedWith = ExitCode.FAILED;
      }
      balances = Ordered.copy(balances);
      counters = Ordered.copy(counters);
      rejects = Ordered.copy(rejects);
      rejectedAt = Ordered.copy(rejectedAt);
      problems = Ordered.copy(problems);
      notices = Ordered.copy(notices);
      todo = Ordered.copy(todo);
      followUps = Ordered.copy(followUps);
    }

    public static Builder builder() {
      return new Builder();
    }

    /** A builder that has all of this, for someone who adds to it. */
    public Builder toBuilder() {
      Builder builder = new Builder();
      builder.failure = failure;
      builder.failedWith = failedWith;
      builder.windows = windows;
      builder.balances.addAll(balances);
      builder.counters.putAll(counters);
      builder.rejects.putAll(rejects);
      builder.rejectedAt.addAll(rejectedAt);
      builder.tolerated = tolerated;
      builder.problems.addAll(problems);
      builder.drift = drift;
      builder.files = files;
      builder.notices.addAll(notices);
      builder.todo.putAll(todo);
      builder.calendar = calendar;
      builder.followUps.addAll(followUps);
      return builder;
    }

    /** Number of rejected records, of all reasons. */
    public long rejected() {
      return rejects.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Whether no more was rejected than is tolerated, nothing is missing and nothing needs a look.
     * Says nothing of the balances.
     */
    @JsonIgnore
    public boolean isComplete() {
      return rejected() <= tolerated
          && problems.isEmpty()
          && (windows == null || windows.notDone().isEmpty());
    }
  }

  /**
   * The windows asked for.
   *
   * @param from the first, in the job's spelling
   * @param to the last, inclusive, in the job's spelling
   * @param byStatus how many are in each state: {@code done}, {@code empty}, {@code failed}
   * @param notDone each that is not done, with the reason
   */
  public record Windows(String from, String to, Map<String, Long> byStatus, List<NotDone> notDone) {

    public Windows {
      byStatus = Ordered.copy(byStatus);
      notDone = Ordered.copy(notDone);
    }

    /** Those not done, neighbours of one reason together. */
    public List<Gap> gaps() {
      List<Gap> gaps = new ArrayList<>();
      int first = 0;
      for (int i = 1; i <= notDone.size(); i++) {
        NotDone start = notDone.get(first);
        if (i == notDone.size() || !notDone.get(i).reason().equals(start.reason())) {
          gaps.add(new Gap(start.window(), notDone.get(i - 1).window(), i - first, start.reason()));
          first = i;
        }
      }
      return gaps;
    }

    /** How many were asked for. */
    public long asked() {
      return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Windows one after the other without their data, both ends inclusive, and why. */
  public record Gap(String first, String last, int count, String reason) {}

  /** A window without its data, and why. */
  public record NotDone(String window, String reason) {}

  /**
   * Something to look at; it makes the exit code 3.
   *
   * @param where the unit it happened in
   * @param what what happened
   * @param todo what to do about it
   */
  public record Problem(String where, String what, String todo) {}

  /**
   * What the data holds beyond the definition.
   *
   * @param newKeys keys the definition does not know, and in how many records each was seen
   * @param changedTypes keys whose values were of another type, with that type in words
   */
  public record Drift(Map<String, Long> newKeys, Map<String, String> changedTypes) {

    public Drift {
      newKeys = Ordered.copy(newKeys);
      changedTypes = Ordered.copy(changedTypes);
    }

    /** Whether the data is as defined. */
    @JsonIgnore
    public boolean isEmpty() {
      return newKeys.isEmpty() && changedTypes.isEmpty();
    }
  }

  /**
   * What was landed.
   *
   * @param count how many files
   * @param rows rows in all of them
   * @param bytes bytes in all of them
   * @param first the first {@value #LISTED} files; the manifest beside the files lists all
   */
  public record Files(long count, long rows, long bytes, List<LandedFile> first) {

    /** So many names are a page to read and not a burden to a year of hours. */
    static final int LISTED = 100;

    public Files {
      first = Ordered.copy(first);
    }

    /** Sums files up. */
    public static Files of(List<LandedFile> files) {
      return new Files(
          files.size(),
          files.stream().mapToLong(LandedFile::rows).sum(),
          files.stream().mapToLong(LandedFile::bytes).sum(),
          files.subList(0, Math.min(LISTED, files.size())));
    }
  }

  /** One landed file; the SHA-256 is of its bytes, in hex. */
  public record LandedFile(String name, long rows, long bytes, String sha256) {}

  /** Collects an {@link Outcome}; what is not set is empty. */
  public static final class Builder {

    private String failure;
    private ExitCode failedWith;
    private Windows windows;
    private final List<Balance> balances = new ArrayList<>();
    private final Map<String, Long> counters = new LinkedHashMap<>();
    private final Map<String, Long> rejects = new LinkedHashMap<>();
    private final List<String> rejectedAt = new ArrayList<>();
    private long tolerated;
    private final List<Problem> problems = new ArrayList<>();
    private Drift drift;
    private Files files;
    private final List<String> notices = new ArrayList<>();
    private final Map<String, String> todo = new LinkedHashMap<>();
    private Calendar calendar;
    private final List<FollowUp> followUps = new ArrayList<>();

    private Builder() {}

    /** The run failed as a whole, for example because too many lines were bad. */
    public Builder failure(String sentence) {
      return failure(ExitCode.FAILED, sentence);
    }

    /** The run failed as a whole, in a way that has an exit code of its own. */
    public Builder failure(ExitCode how, String sentence) {
      failure = sentence;
      failedWith = how;
      return this;
    }

    /** The other side refused everything that was sent. */
    public Builder allRefused(String sentence) {
      return failure(ExitCode.ALL_REFUSED, sentence);
    }

    public Builder windows(Windows asked) {
      windows = asked;
      return this;
    }

    public Builder balance(Balance balance) {
      balances.add(balance);
      return this;
    }

    /** Adds to a counter. */
    public Builder counter(String name, long count) {
      counters.merge(name, count, Long::sum);
      return this;
    }

    /** Adds rejected records of one reason. */
    public Builder rejects(String reason, long count) {
      rejects.merge(reason, count, Long::sum);
      return this;
    }

    /** Says what someone can do about records rejected for this reason. */
    public Builder todo(String reason, String what) {
      todo.put(reason, what);
      return this;
    }

    /** Adds the place of a rejected record; the first few are enough. */
    public Builder rejectedAt(String place) {
      rejectedAt.add(place);
      return this;
    }

    /** Sets how many bad records the user takes for normal. */
    public Builder tolerate(long count) {
      tolerated = count;
      return this;
    }

    public Builder problem(String where, String what, String todo) {
      problems.add(new Problem(where, what, todo));
      return this;
    }

    public Builder drift(Drift seen) {
      drift = seen;
      return this;
    }

    public Builder files(List<LandedFile> landed) {
      files = Files.of(landed);
      return this;
    }

    public Builder notice(String sentence) {
      notices.add(sentence);
      return this;
    }

    public Builder calendar(Calendar windows) {
      calendar = windows;
      return this;
    }

    /** Adds a command that someone may want to run next. */
    public Builder followUp(FollowUp command) {
      followUps.add(command);
      return this;
    }

    public Outcome build() {
      return new Outcome(
          failure,
          failedWith,
          windows,
          balances,
          counters,
          rejects,
          rejectedAt,
          tolerated,
          problems,
          drift,
          files,
          notices,
          todo,
          calendar,
          followUps);
    }
  }
}
