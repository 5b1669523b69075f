package org.purlin.sandbox.amplitude;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The lines of one hour, dealt into its parts. Not thread-safe. */
final class HourLines {

  private static final List<Utf8> BAD_LINES =
      List.of(
          Utf8.utf8("{\"$insert_id\":\"00000000-0000-4000-8000-000000000000\",\"$insert_key\n"),
          Utf8.utf8("<html><body>502 Bad Gateway</body></html>\n"),
          Utf8.utf8("event lost\n"));

  /** A verbatim copy follows its original after at most this many other events. */
  private static final int COPY_DISTANCE = 20;

  private final Traffic traffic;
  private final Instant hour;
  private final EventWriter events;
  private final Dice dice = new Dice();

  HourLines(Traffic traffic, Instant hour) {
    this.traffic = traffic;
    this.hour = hour;
    this.events = new EventWriter(traffic, hour);
  }

  /** How many files the hour has: none where it has no events. */
  int parts() {
    return Math.min(traffic.partsPerHour(), events.count());
  }

  /** Writes one part, counted from 0, and returns its number of lines. */
  int write(int part, OutputStream out) throws IOException {
    int bad = part == 0 ? badLines() : 0;
    int lines = bad;
    int first = firstOf(part);
    for (int index = first; index < firstOf(part + 1); index++) {
      events.write(index, out);
      lines++;
      if (isCopied(index)) {
        events.write(index - dice.below(Math.min(index - first, COPY_DISTANCE) + 1), out);
        lines++;
      }
      if (bad > 0) {
        bad--;
        BAD_LINES.get(bad % BAD_LINES.size()).writeTo(out);
      }
    }
    for (; bad > 0; bad--) {
      BAD_LINES.get((bad - 1) % BAD_LINES.size()).writeTo(out);
    }
    return lines;
  }

  HourOfEvents truth() {
    List<UUID> uuids = new ArrayList<>(events.count());
    int copies = 0;
    for (int index = 0; index < events.count(); index++) {
      uuids.add(events.uuid(index));
      copies += isCopied(index) ? 1 : 0;
    }
    int bad = parts() == 0 ? 0 : badLines();
    int lines = events.count() + copies + bad;
    return new HourOfEvents(hour, events.count(), lines, bad, List.copyOf(uuids));
  }

  private int badLines() {
    return traffic.badLines().getOrDefault(hour, 0);
  }

  private int firstOf(int part) {
    return (int) ((long) part * events.count() / parts());
  }

  private boolean isCopied(int index) {
    // The epoch second of an hour is far from the microseconds that seed the events.
    return dice.seed(traffic.seed(), hour.getEpochSecond(), index).chance(traffic.duplicateRate());
  }
}
