package org.purlin.io.edfi;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.purlin.io.landing.PartWriter;

/** Collects what became of a district's rows: a line for each in the results, and the sums. */
final class Results implements Closeable {

  /** Places listed in a report; the results list all. */
  private static final int LISTED = 20;

  /** Different types that are counted apart; a server could make one up for each row. */
  private static final int MOST_TYPES = 100;

  private static final String OTHERS = "(others)";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Counter settledRows = Metrics.counter(EdfiIO.class, "settledRows");
  private final SubmitRun run;
  private final String district;
  private final PartWriter part;
  private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
  private final Map<String, Long> rejects = new TreeMap<>();
  private final Map<String, Long> skipped = new TreeMap<>();
  private final List<String> places = new ArrayList<>();
  private final List<String> duplicatesAt = new ArrayList<>();
  private long settled;
  private long counted;
  private long duplicates;
  private long posts;
  private long attempts;
  private String problem;

  Results(SubmitRun run, String district) throws IOException {
    this.run = run;
    this.district = district;
    this.part = run.landing().newPart();
  }

  /** Settles a row of the input that never came to be sent. */
  void settle(InputRow row, Verdict verdict) throws IOException {
    settle(Submission.unsent(row), verdict);
  }

  /** Settles a row; once for each. */
  synchronized void settle(Submission row, Verdict verdict) throws IOException {
    part.out().write(line(row, verdict));
    settled++;
    fates.merge(verdict.fate(), 1L, Long::sum);
    if (verdict.fate().isOpen()) {
      if (verdict.fate() == Fate.REJECTED) {
        count(rejects, verdict.type());
      }
      if (places.size() < LISTED) {
        places.add(place(row) + ": " + verdict.fate().words() + ", " + verdict.type());
      }
    } else if (verdict.fate() == Fate.SKIPPED) {
      count(skipped, verdict.message());
    }
  }

  private static void count(Map<String, Long> counts, String name) {
    boolean known = counts.containsKey(name) || counts.size() < MOST_TYPES;
    counts.merge(known ? name : OTHERS, 1L, Long::sum);
  }

  /** Notes a row whose natural key stands in an earlier one too. */
  synchronized void duplicate(int file, long line) {
    duplicates++;
    if (duplicatesAt.size() < LISTED) {
      duplicatesAt.add(place(file, line));
    }
  }

  /** Counts a request that changes something, and the attempts it took. */
  synchronized void posted(int tries) {
    posts++;
    attempts += tries;
  }

  /** Says why no more is sent to the district; the first reason counts. */
  synchronized void stop(String why) {
    if (problem == null) {
      problem = why;
    }
  }

  private String place(Submission row) {
    return place(row.file(), row.line());
  }

  private String place(int file, long line) {
    return run.shown(file) + ":" + line;
  }

  private byte[] line(Submission row, Verdict verdict) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("run_id", run.runId());
      json.writeStringField("row", place(row));
      json.writeStringField("district", district);
      json.writeStringField("resource", row.resource());
      json.writeObjectField("keys", row.keys());
      json.writeStringField("status", verdict.fate().words());
      if (verdict.status() == 0) {
        json.writeNullField("http_status");
      } else {
        json.writeNumberField("http_status", verdict.status());
      }
      json.writeStringField("id", verdict.id() == null ? row.id() : verdict.id());
      json.writeStringField("location", verdict.location());
      json.writeStringField("problem_type", verdict.type());
      json.writeStringField("problem_path", verdict.path());
      json.writeStringField("message", verdict.message());
      json.writeNumberField("attempts", row.attempts());
      json.writeStringField("finished_at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
      json.writeEndObject();
    }
    line.write('\n');
    return line.toByteArray();
  }

  /** Ends the results. */
  synchronized DistrictResult finish(long rows) throws IOException {
    return new DistrictResult(
        district,
        rows,
        fates,
        rejects,
        places,
        skipped,
        duplicates,
        duplicatesAt,
        problem,
        posts,
        attempts,
        part.finish());
  }

  /** Counts for whoever watches; only the thread that a runner gave us can. */
  synchronized void showProgress() {
    settledRows.inc(settled - counted);
    counted = settled;
  }

  @Override
  public void close() throws IOException {
    part.close();
  }
}
