package org.purlin.io.edfi;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The districts' APIs, opened when they are first needed and shared by all threads of a worker, so
 * that each is asked once what it has, and a dead one is waited for once. Close what was taken with
 * {@link #of} as often.
 */
final class PullApis implements AutoCloseable {

  private static final Map<String, PullApis> OPEN = new HashMap<>();

  private final PullRun run;
  private final Map<String, Entry> districts = new HashMap<>();
  private int users;

  /** One district; what went wrong when it was opened goes wrong for everybody. */
  private static final class Entry {
    EdfiApi api;
    IOException failure;
    PullPageSize pageSize;
  }

  private PullApis(PullRun run) {
    this.run = run;
  }

  static PullApis of(PullRun run) {
    synchronized (OPEN) {
      PullApis apis = OPEN.computeIfAbsent(name(run), key -> new PullApis(run));
      apis.users++;
      return apis;
    }
  }

  /** Runs in one JVM that only happen to have one name are told apart by where they land. */
  private static String name(PullRun run) {
    return run.runId() + " " + run.proof();
  }

  /**
   * Opens a district's API, or returns the open one.
   *
   * @throws IOException also when an earlier call failed
   */
  EdfiApi api(String district) throws IOException, InterruptedException {
    Entry entry = entry(district);
    synchronized (entry) {
      if (entry.failure != null) {
        throw entry.failure;
      }
      if (entry.api == null) {
        try {
          entry.api = EdfiApi.open(run.district(district), run.settings());
        } catch (IOException e) {
          entry.failure = e;
          throw e;
        }
      }
      return entry.api;
    }
  }

  /** What is learned of the size of its pages. */
  PullPageSize pageSize(String district) {
    return entry(district).pageSize;
  }

  private Entry entry(String district) {
    synchronized (districts) {
      return districts.computeIfAbsent(
          district,
          key -> {
            Entry entry = new Entry();
            entry.pageSize = new PullPageSize(run.pageSize());
            return entry;
          });
    }
  }

  @Override
  public void close() {
    synchronized (OPEN) {
      users--;
      if (users > 0) {
        return;
      }
      OPEN.remove(name(run));
    }
    synchronized (districts) {
      for (Entry entry : districts.values()) {
        if (entry.api != null) {
          entry.api.close();
        }
      }
    }
  }
}
