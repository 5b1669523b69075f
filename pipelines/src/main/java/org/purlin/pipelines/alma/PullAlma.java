package org.purlin.pipelines.alma;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.purlin.io.alma.AlmaChoice;
import org.purlin.io.alma.AlmaSource;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.RefusedAddressException;
import org.purlin.io.rest.RestRun;
import org.purlin.io.rest.RestSource;
import org.purlin.io.secret.Secret;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.TriedSecret;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.plan.Backfill;
import org.purlin.pipelines.plan.Plan;
import org.purlin.pipelines.rest.RestSettings;

/**
 * A district of the Alma student information system as rows.
 *
 * <pre>
 * schools ─► their years ─► of the chosen: grades, students ─► of each: attendance, enrolments
 *                                  │                                        │
 *                                  └────────► rows, by school and year ◄────┘
 * </pre>
 */
public final class PullAlma implements Job<PullAlmaOptions> {

  @Override
  public String verb() {
    return "alma";
  }

  @Override
  public String summary() {
    return "Read schools, students, grades and attendance of an Alma district as rows.";
  }

  @Override
  public Class<PullAlmaOptions> options() {
    return PullAlmaOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # The current school year of all schools; nothing that names a student is written
        purlin alma --subdomain=oakdistrict --output=out""",
        """
        # Grades and students with names, and what changed since the last run
        purlin alma --subdomain=oakdistrict --tables=grade_levels,students,student_grade_levels \\
          --allow=firstName,lastName --changes --output=out""",
        """
        # Attendance of the whole year, once a week
        purlin alma --subdomain=oakdistrict --tables=attendance --full --output=out""");
  }

  @Override
  public Run prepare(PullAlmaOptions options) {
    AlmaChoice choice = AlmaAsked.choice(options);
    return PullAlmaRun.prepare(run(options, choice), choice);
  }

  @Override
  public Plan plan(PullAlmaOptions options) {
    AlmaChoice choice = AlmaAsked.choice(options);
    return AlmaPlan.of(run(options, choice), choice);
  }

  @Override
  public Optional<Backfill<PullAlmaOptions>> backfill() {
    return Optional.of(new AlmaBackfill());
  }

  private static RestRun run(PullAlmaOptions options, AlmaChoice choice) {
    Set<String> allowed = PersonalColumns.allowed(options.getAllow());
    Set<String> hashed = PersonalColumns.hashed(options.getHash());
    RestSource source = AlmaSource.of(http(options), AlmaEndpoint.authorization(options), choice);
    return RestSettings.run(
        options, source, AlmaSource.CONCURRENCY, allowed, hashed, triedKey(options, hashed));
  }

  /** How the district is spoken to. */
  static HttpSettings http(PullAlmaOptions options) {
    URI url = AlmaEndpoint.url(options);
    HttpSettings http =
        AlmaSource.fitted(
            RestSettings.http(
                options, url, AlmaSource.CONCURRENCY, 0, AlmaSource.FIRST_CONCURRENCY));
    try {
      http.hosts().check(url);
      return http;
    } catch (RefusedAddressException e) {
      throw new UserMistakeException("--url: " + e.getMessage());
    }
  }

  /** Where the key of hashes is; null when nothing is hashed. */
  private static Secret triedKey(PullAlmaOptions options, Set<String> hashed) {
    checkHashKey(options, hashed);
    return hashed.isEmpty() ? null : TriedSecret.of("--hashKey", options.getHashKey());
  }

  /** Refuses to hash without a key. Whether one can be read is not tried. */
  static void checkHashKey(PullAlmaOptions options, Set<String> hashed) {
    if (!hashed.isEmpty() && options.getHashKey() == null) {
      throw new UserMistakeException(
          "--hash needs a key: give --hashKey, such as env:HASH_KEY, and keep it; another key makes"
              + " other hashes.");
    }
  }
}
