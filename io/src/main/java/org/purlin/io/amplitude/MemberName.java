package org.purlin.io.amplitude;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of an archive's member says: {@code 434735/434735_2023-08-25_11#0.json.gz} is part
 * 0 of what project 434735 received from 11:00 to 12:00 UTC.
 */
record MemberName(String project, long epochHour) {

  /** The only names that hold events of an hour; the hour has no leading zero. */
  private static final Pattern EVENTS =
      Pattern.compile("(\\d{1,20})/\\1_(\\d{4}-\\d{2}-\\d{2})_(\\d{1,2})#(\\d{1,9})\\.json\\.gz");

  /** Characters of a member's name that are shown: a hostile one may be long. */
  private static final int MAX_SHOWN = 120;

  static Optional<MemberName> parse(String name) {
    Matcher matcher = EVENTS.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int hour = Integer.parseInt(matcher.group(3));
    if (hour > 23) {
      return Optional.empty();
    }
    try {
      long day = LocalDate.parse(matcher.group(2)).toEpochDay();
      return Optional.of(new MemberName(matcher.group(1), 24 * day + hour));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  /**
   * True for what may lie in an archive beside events without meaning anything: folders, a README.
   * Whatever could be data, or an attack, is not harmless.
   */
  static boolean isHarmless(String name, boolean directory) {
    boolean safe =
        !name.startsWith("/")
            && !name.contains("\\")
            && !name.contains(":")
            && !(name + "/").contains("../")
            && name.chars().noneMatch(Character::isISOControl);
    return safe && (directory || !name.endsWith(".gz"));
  }

  /** The name as it may be shown on a line. */
  static String shown(String name) {
    String clean = name.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > MAX_SHOWN ? clean.substring(0, MAX_SHOWN) + "…" : clean;
  }

  /** The window of rows this member belongs to. */
  String window() {
    return project + "/" + Hours.path(epochHour);
  }
}
