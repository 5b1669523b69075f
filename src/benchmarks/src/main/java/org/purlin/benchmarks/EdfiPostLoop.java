package org.purlin.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** How fast a server takes bodies that are there already. */
final class EdfiPostLoop {

  private EdfiPostLoop() {}

  /**
   * Takes a file of bodies, how many connections to use, and how many of the bodies to post, 0
   * included; the server is in the environment.
   */
  public static void main(String[] args) throws Exception {
    run(System.getenv(), Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
  }

  static void run(Map<String, String> site, Path bodies, int connections, int posts)
      throws IOException, InterruptedException, ExecutionException {
    List<byte[]> students =
        Files.readAllLines(bodies).stream()
            .map(line -> line.getBytes(StandardCharsets.UTF_8))
            .toList();
    AtomicInteger next = new AtomicInteger();
    try (EdfiSession session = new EdfiSession(site, connections)) {
      Callable<Void> sender =
          () -> {
            for (int i = next.getAndIncrement(); i < posts; i = next.getAndIncrement()) {
              session.post(students.get(i));
            }
            return null;
          };
      InParallel.run(Collections.nCopies(connections, sender));
    }
  }
}
