package org.purlin.sandbox.alma;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the stand-in behaves. Immutable: each method that begins with "with" gives a changed copy.
 */
public final class AlmaSettings implements Cloneable {

  /** The API key of the district. */
  public static final String KEY = "sandbox-key";

  /** The secret of {@link #KEY}. It opens nothing but sandboxes. */
  public static final String SECRET = "sandbox-secret";

  /** Code of the invented district; it is the subdomain, and so the realm, too. */
  public static final String DISTRICT = "oakdistrict";

  /** Code of the invented school whose grades are PK to 8. */
  public static final String ELEMENTARY = "oakelem";

  /** Code of the invented school whose grades are 9 to 12. */
  public static final String HIGH = "oakhigh";

  private static final LocalDate A_DAY_OF_2024_2025 = LocalDate.of(2024, 10, 15);

  private int port;
  private String key = KEY;
  private String secret = SECRET;
  private String realm = DISTRICT;
  private DigestAlgorithm algorithm = DigestAlgorithm.MD5;
  private LocalDate today = A_DAY_OF_2024_2025;
  private boolean yearStatuses = true;
  private int pupils = 12;
  private int attendanceDays = 10;
  private boolean linksFirst;
  private Duration delay = Duration.ZERO;
  private int attendanceInFlight = Integer.MAX_VALUE;
  private Path directory;

  private AlmaSettings() {}

  /** The defaults: two schools of 12 pupils in the school year 2024-2025, MD5. */
  public static AlmaSettings defaults() {
    return new AlmaSettings();
  }

  /** Default 0, a free one. */
  public AlmaSettings withPort(int port) {
    return with(copy -> copy.port = port);
  }

  /** The only client there is. Default {@link #KEY} and {@link #SECRET}. */
  public AlmaSettings withClient(String key, String secret) {
    return with(
        copy -> {
          copy.key = key;
          copy.secret = secret;
        });
  }

  /**
   * The realm of the challenge, which is the subdomain and the invented district's code. Default
   * {@link #DISTRICT}.
   */
  public AlmaSettings withRealm(String realm) {
    return with(copy -> copy.realm = realm);
  }

  /** Default {@link DigestAlgorithm#MD5}, which the challenge does not name. */
  public AlmaSettings withAlgorithm(DigestAlgorithm algorithm) {
    return with(copy -> copy.algorithm = algorithm);
  }

  /** The day that school years and attendance are generated for. Default 2024-10-15. */
  public AlmaSettings withToday(LocalDate today) {
    return with(copy -> copy.today = today);
  }

  /** Leaves the status of school years out, so that only their dates tell which one is current. */
  public AlmaSettings withoutYearStatuses() {
    return with(copy -> copy.yearStatuses = false);
  }

  /** Pupils of each school in its current year. Default 12. */
  public AlmaSettings withPupils(int pupils) {
    return with(copy -> copy.pupils = atLeast(1, pupils, "pupils"));
  }

  /**
   * School days with attendance in each school year: the last ones up to today, in an earlier year
   * up to the same time of that year; the first ones of the year where fewer have passed. Default
   * 10.
   */
  public AlmaSettings withAttendanceDays(int days) {
    return with(copy -> copy.attendanceDays = atLeast(0, days, "attendanceDays"));
  }

  /** Puts {@code _links} before {@code response} in every answer. */
  public AlmaSettings withLinksFirst() {
    return with(copy -> copy.linksFirst = true);
  }

  /** A pause before each answer. Default none. */
  public AlmaSettings withDelay(Duration delay) {
    return with(copy -> copy.delay = delay);
  }

  /** Calls of attendance in flight beyond this number are answered 403. Default: no limit. */
  public AlmaSettings withAttendanceInFlight(int most) {
    return with(copy -> copy.attendanceInFlight = atLeast(1, most, "attendanceInFlight"));
  }

  /**
   * Serves files in place of invented schools: {@code district_schools.json}, {@code
   * <school>_school-years.json}, {@code <school>_students_<id>_attendance.json} and so on, each the
   * body of an answer. A school year other than the one a file's self link names is answered empty.
   */
  public AlmaSettings withDirectory(Path directory) {
    return with(copy -> copy.directory = directory);
  }

  int port() {
    return port;
  }

  String key() {
    return key;
  }

  String secret() {
    return secret;
  }

  String realm() {
    return realm;
  }

  DigestAlgorithm algorithm() {
    return algorithm;
  }

  LocalDate today() {
    return today;
  }

  boolean yearStatuses() {
    return yearStatuses;
  }

  int pupils() {
    return pupils;
  }

  int attendanceDays() {
    return attendanceDays;
  }

  boolean linksFirst() {
    return linksFirst;
  }

  Duration delay() {
    return delay;
  }

  int attendanceInFlight() {
    return attendanceInFlight;
  }

  Optional<Path> directory() {
    return Optional.ofNullable(directory);
  }

  /** Leaves out the client. */
  @Override
  public String toString() {
    return "AlmaSettings[port=" + port + ", realm=" + realm + ", pupils=" + pupils + "]";
  }

  private static int atLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + " must be " + least + " or more, but was: " + value);
    }
    return value;
  }

  private AlmaSettings with(Consumer<AlmaSettings> change) {
    try {
      AlmaSettings copy = (AlmaSettings) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("settings can be cloned", e);
    }
  }
}
