package org.purlin.io.amplitude;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purlin.io.amplitude.HourRecord.ArchiveEntry;
import org.purlin.io.landing.Storage;

/**
 * How large the hours of a project were, by what its ledger has of the days last recorded.
 *
 * @param days that have records
 * @param hours of them that are settled
 * @param archiveBytes of the archives they came in
 * @param rows they had
 */
public record HourSizes(long days, long hours, long archiveBytes, long rows) {

  /** Days that are looked at: long enough for weekends, short enough for a project that grows. */
  private static final int DAYS = 30;

  private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})/\\d{2}\\.json");

  /** Of the last {@value #DAYS} recorded days. */
  public static HourSizes lastRecorded(AmplitudeRun run) throws IOException {
    List<String> days =
        Storage.listDeep(run.ledger().root()).stream()
            .map(HourSizes::day)
            .filter(day -> day != null)
            .distinct()
            .sorted(Comparator.reverseOrder())
            .limit(DAYS)
            .toList();
    long hours = 0;
    long rows = 0;
    // One archive may hold many hours.
    Map<String, Long> archives = new HashMap<>();
    for (String day : days) {
      for (HourRecord record : run.ledger().readFolder(day).values()) {
        if (record.isSettled()) {
          hours++;
          rows += record.counts().rows();
          for (ArchiveEntry archive : record.archives()) {
            archives.put(archive.name(), archive.bytes());
          }
        }
      }
    }
    long bytes = archives.values().stream().mapToLong(Long::longValue).sum();
    return new HourSizes(days.size(), hours, bytes, rows);
  }

  /** Null when the file is no record of an hour. */
  private static String day(String file) {
    Matcher day = DAY.matcher(file.substring(Math.max(0, file.length() - 18)));
    return day.matches() ? day.group(1) : null;
  }
}
