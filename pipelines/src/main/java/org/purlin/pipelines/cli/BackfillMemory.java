package org.purlin.pipelines.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.RunPlaces;

/**
 * Which steps of a backfill ended well, for jobs that keep no proof of their own: a small file
 * beside the job's state, replaced as a whole after each step. Other flags make another file.
 */
final class BackfillMemory {

  /** What is remembered. */
  record Steps(String job, TreeMap<String, String> done) {}

  /** Flags that change nothing of what a step lands. */
  private static final Set<String> OF_NO_MATTER =
      Set.of(
          "logs",
          "debug",
          "plan",
          "json",
          "notify",
          "notifyOn",
          "notifyHosts",
          "concurrency",
          "requestsPerSecond",
          "timeout",
          "retryFor",
          "refusedPause",
          "resumeWithin",
          "proxy",
          "proxyUser",
          "proxyPassword",
          "caFile");

  private static final int NAME_BYTES = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String file;
  private final Steps steps;

  private BackfillMemory(String file, Steps steps) {
    this.file = file;
    this.steps = steps;
  }

  /** Of a job with these flags. */
  static BackfillMemory of(String verb, GivenOptions given, JobOptions options) throws IOException {
    Map<String, String> flags = new TreeMap<>(given.values());
    flags.keySet().removeAll(OF_NO_MATTER);
    String file =
        Storage.resolve(
            RunPlaces.state(options),
            "backfill/" + verb.replace(' ', '-') + "-" + name(flags.toString()) + ".json");
    return new BackfillMemory(file, read(file).orElseGet(() -> new Steps(verb, new TreeMap<>())));
  }

  private static Optional<Steps> read(String file) throws IOException {
    Optional<String> text = Storage.readText(file);
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(JSON.readValue(text.get(), Steps.class));
    } catch (JsonProcessingException e) {
      throw new IOException(
          "Cannot read which steps are done, " + file + ". Delete it to have all steps run.", e);
    }
  }

  private static String name(String flags) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(flags.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  boolean isDone(String step) {
    return steps.done().containsKey(step);
  }

  /** Remembers a step that ended well. */
  void done(String step) throws IOException {
    steps.done().put(step, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    Storage.writeText(file, JSON.writeValueAsString(steps) + "\n");
  }

  /** Where it is remembered. */
  String file() {
    return file;
  }
}
