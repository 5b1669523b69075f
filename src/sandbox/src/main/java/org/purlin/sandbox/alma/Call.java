package org.purlin.sandbox.alma;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purlin.sandbox.Request;

/**
 * What a request asks for.
 *
 * @param school the code in its path, of a school or of the district
 * @param endpoint what follows, without a slash at its ends
 * @param schoolYearId the school year it is narrowed to
 * @param statuses of students; empty for all
 * @param query with its question mark; empty when there is none
 */
record Call(
    String school,
    String endpoint,
    Optional<String> schoolYearId,
    List<String> statuses,
    String query) {

  private static final Pattern PATH = Pattern.compile("/v2/([A-Za-z0-9_-]+)/(.+)");
  private static final Pattern ATTENDANCE = Pattern.compile("students/([^/]+)/attendance");

  /** Empty when the path is none of this API. */
  static Optional<Call> of(Request request) {
    Matcher path = PATH.matcher(request.path());
    return path.matches()
        ? Optional.of(
            new Call(
                path.group(1),
                path.group(2),
                request.parameter("schoolYearId"),
                request.values("status[]"),
                request.target().substring(request.path().length())))
        : Optional.empty();
  }

  /** The student whose attendance it asks for. */
  Optional<String> attendanceOf() {
    Matcher matcher = ATTENDANCE.matcher(endpoint);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  boolean takes(String status) {
    return statuses.isEmpty() || statuses.contains(status);
  }
}
