package org.purlin.sandbox.amplitude;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which invented events a project has. The same traffic always means the same events, byte for byte
 * before compression; compressed bytes are the same as long as the Java runtime brings the same
 * zlib.
 *
 * @param seed another seed, other events
 * @param projectId the number in file names and in the key {@code app}
 * @param eventsPerDay events of a UTC day, exactly, where no hour is empty or out of bounds
 * @param steady whether all hours of a day are equally busy; otherwise they follow a daily curve
 * @param partsPerHour files per hour, fewer where there are fewer events
 * @param emptyHours hours in which nothing happened
 * @param duplicateRate share of events whose line, or that of an event shortly before, is followed
 *     by a verbatim copy
 * @param badLines lines that are not JSON, by hour; an empty hour has none
 * @param firstHour the first hour with events
 * @param lastHour the last hour with events
 */
public record Traffic(
    long seed,
    int projectId,
    long eventsPerDay,
    boolean steady,
    int partsPerHour,
    Set<Instant> emptyHours,
    double duplicateRate,
    Map<Instant, Integer> badLines,
    Instant firstHour,
    Instant lastHour) {

  private static final int HOURS = 24;

  /** How busy each UTC hour is, in thousandths of the mean: quiet at night, busiest at 18. */
  private static final int[] CURVE = {
    620, 540, 480, 440, 430, 460, 550, 700, 880, 1020, 1120, 1190,
    1230, 1250, 1260, 1290, 1370, 1480, 1560, 1530, 1400, 1200, 960, 760
  };

  /** Days differ from their curve by up to this many thousandths, hour by hour. */
  private static final int NOISE = 150;

  /** Refuses numbers that mean nothing and half hours. */
  public Traffic {
    emptyHours = Set.copyOf(emptyHours);
    badLines = Map.copyOf(badLines);
    atLeast(0, "eventsPerDay", eventsPerDay);
    atLeast(1, "partsPerHour", partsPerHour);
    atLeast(1, "projectId", projectId);
    badLines.values().forEach(lines -> atLeast(0, "badLines", lines));
    if (!(duplicateRate >= 0 && duplicateRate <= 1)) {
      throw new IllegalArgumentException(
          "duplicateRate must be between 0 and 1, but was: " + duplicateRate);
    }
    emptyHours.forEach(HourRange::whole);
    badLines.keySet().forEach(HourRange::whole);
  }

  /** Traffic with the defaults: 12,000 events a day of project 100001, nothing odd. */
  public static Builder builder() {
    return new Builder();
  }

  /** How many different events an hour has. */
  public int eventsIn(Instant hour) {
    HourRange.whole(hour);
    if (emptyHours.contains(hour) || hour.isBefore(firstHour) || hour.isAfter(lastHour)) {
      return 0;
    }
    long hourOfEpoch = hour.getEpochSecond() / 3600;
    int hourOfDay = (int) Math.floorMod(hourOfEpoch, (long) HOURS);
    // One event for each hour first, so that a quiet hour is not empty by accident.
    long sure = eventsPerDay / HOURS > 0 ? 1 : 0;
    long shared = eventsPerDay - sure * HOURS;
    long before = 0;
    long through = 0;
    long day = 0;
    Dice dice = new Dice().seed(seed, projectId, hourOfEpoch - hourOfDay);
    for (int h = 0; h < HOURS; h++) {
      int weight = steady ? 1 : CURVE[h] * (1000 - NOISE + dice.below(2 * NOISE));
      before += h < hourOfDay ? weight : 0;
      through += h <= hourOfDay ? weight : 0;
      day += weight;
    }
    return Math.toIntExact(
        sure + Math.multiplyExact(shared, through) / day - shared * before / day);
  }

  private static void atLeast(int least, String name, long value) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + " must be " + least + " or more, but was: " + value);
    }
  }

  /** Collects the settings; each has a default. */
  public static final class Builder {
    private long seed = 1;
    private int projectId = 100_001;
    private long eventsPerDay = 12_000;
    private boolean steady;
    private int partsPerHour = 1;
    private Set<Instant> emptyHours = Set.of();
    private double duplicateRate;
    private final Map<Instant, Integer> badLines = new HashMap<>();
    private Instant firstHour = Instant.MIN;
    private Instant lastHour = Instant.MAX;

    private Builder() {}

    /** Default 1. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Default 100001. */
    public Builder projectId(int projectId) {
      this.projectId = projectId;
      return this;
    }

    /** Default 12,000. */
    public Builder eventsPerDay(long eventsPerDay) {
      this.eventsPerDay = eventsPerDay;
      return this;
    }

    /** The mean over a day; exact for each hour when {@link #steady}. */
    public Builder eventsPerHour(int eventsPerHour) {
      return eventsPerDay((long) eventsPerHour * HOURS);
    }

    /** Whether all hours of a day are equally busy; default false. */
    public Builder steady(boolean steady) {
      this.steady = steady;
      return this;
    }

    /** Default 1. */
    public Builder partsPerHour(int partsPerHour) {
      this.partsPerHour = partsPerHour;
      return this;
    }

    /** Default none. */
    public Builder emptyHours(Set<Instant> emptyHours) {
      this.emptyHours = Set.copyOf(emptyHours);
      return this;
    }

    /** Default 0. */
    public Builder duplicateRate(double duplicateRate) {
      this.duplicateRate = duplicateRate;
      return this;
    }

    /** Puts lines that are not JSON into an hour's first file. */
    public Builder badLines(Instant hour, int lines) {
      badLines.put(hour, lines);
      return this;
    }

    /** Default: no first hour. */
    public Builder firstHour(Instant firstHour) {
      this.firstHour = HourRange.whole(firstHour);
      return this;
    }

    /** Default: no last hour. */
    public Builder lastHour(Instant lastHour) {
      this.lastHour = HourRange.whole(lastHour);
      return this;
    }

    /** The traffic. */
    public Traffic build() {
      return new Traffic(
          seed,
          projectId,
          eventsPerDay,
          steady,
          partsPerHour,
          emptyHours,
          duplicateRate,
          badLines,
          firstHour,
          lastHour);
    }
  }
}
