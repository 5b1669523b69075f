package org.purlin.pipelines.alma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.plan.Backfill;

/** School years, one run each, with all of their attendance. */
final class AlmaBackfill implements Backfill<PullAlmaOptions> {

  /** As long as anybody keeps records; more is a typing error. */
  private static final int MOST_YEARS = 50;

  private static final Pattern YEAR = Pattern.compile("(\\d{4})(?:-(?:\\d{2})?(\\d{2}))?");

  @Override
  public List<String> help() {
    return List.of(
        "--from=<year>   first school year, such as 2020-2021",
        "--to=<year>     last school year, which is taken too",
        "--step          is not given: a step is a school year");
  }

  @Override
  public Set<String> flags() {
    return Set.of("schoolYear", "full", "attendanceDays");
  }

  @Override
  public String staysMissing() {
    return "A school year that a school never had stays missing: leave it out by --from and --to, or"
        + " the school by --schools.";
  }

  @Override
  public Optional<Boolean> isDone(PullAlmaOptions options) {
    return Optional.empty();
  }

  @Override
  public List<Step> steps(PullAlmaOptions options, String from, String to, String step) {
    if (step != null) {
      throw new UserMistakeException("--step does not go with alma: a step is a school year.");
    }
    int first = year("--from", from);
    int last = year("--to", to);
    if (last < first || last - first >= MOST_YEARS) {
      throw new UserMistakeException(
          "--to must be a school year from --from on, at most "
              + MOST_YEARS
              + " of them, but was "
              + to
              + " with --from="
              + from
              + ".");
    }
    List<Step> steps = new ArrayList<>();
    for (int year = first; year <= last; year++) {
      String name = year + "-" + (year + 1);
      steps.add(new Step(name, Map.of("schoolYear", name, "full", "true"), 0));
    }
    return steps;
  }

  /** The calendar year a school year begins in. */
  private static int year(String flag, String text) {
    Matcher year = YEAR.matcher(text.strip());
    if (year.matches()) {
      int begins = Integer.parseInt(year.group(1));
      if (year.group(2) == null || Integer.parseInt(year.group(2)) == (begins + 1) % 100) {
        return begins;
      }
    }
    throw new UserMistakeException(
        flag + " must be a school year such as 2020-2021, but was: " + text);
  }
}
