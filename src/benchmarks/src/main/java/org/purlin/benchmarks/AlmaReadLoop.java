package org.purlin.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** How fast a server gives the attendance of its pupils, if nobody looks at it. */
final class AlmaReadLoop {

  /** Says that each call shall be challenged. */
  static final String EACH_CHALLENGED = "each";

  /** Says that one challenge is answered again and again. */
  static final String CHALLENGED_ONCE = "once";

  private AlmaReadLoop() {}

  /**
   * Takes how many connections to use and whether {@code each} call is challenged, or {@code once}
   * for all; the server is in the environment. Prints how many bytes the answers had.
   */
  public static void main(String[] args) throws Exception {
    System.out.println(
        run(System.getenv(), Integer.parseInt(args[0]), args[1].equals(EACH_CHALLENGED)));
  }

  static long run(Map<String, String> site, int connections, boolean eachChallenged)
      throws IOException, InterruptedException, ExecutionException {
    try (AlmaSession session = new AlmaSession(site, connections, eachChallenged)) {
      String year = session.currentYear();
      List<String> pupils = session.pupils(year);
      AtomicInteger next = new AtomicInteger();
      Callable<Long> reader =
          () -> {
            long bytes = 0;
            for (int i = next.getAndIncrement(); i < pupils.size(); i = next.getAndIncrement()) {
              bytes += attendance(session, pupils.get(i), year);
            }
            return bytes;
          };
      return InParallel.run(Collections.nCopies(connections, reader)).stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  private static long attendance(AlmaSession session, String pupil, String year)
      throws IOException {
    return session.get(
        "students/" + pupil + "/attendance?schoolYearId=" + year,
        answer -> {
          try (InputStream body = answer.getEntity().getContent()) {
            return body.transferTo(OutputStream.nullOutputStream());
          }
        });
  }
}
