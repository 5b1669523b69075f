package org.purlin.io.http;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says now and then how far a long download is. */
final class Progress {

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  private static final long EVERY_NANOS = Duration.ofSeconds(10).toNanos();

  private final String what;
  private final String total;
  private final LongSupplier nanoTime;
  private long last;

  /**
   * @param totalBytes -1 when not known
   */
  Progress(String what, long totalBytes, LongSupplier nanoTime) {
    this.what = what;
    this.total = totalBytes < 0 ? "" : " of " + Words.size(totalBytes);
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  void reached(long bytes) {
    long now = nanoTime.getAsLong();
    if (now - last >= EVERY_NANOS) {
      last = now;
      LOG.info("{} {}{}", what, Words.size(bytes), total);
    }
  }
}
