package org.purlin.io.http;

import java.io.IOException;
import java.nio.file.Path;

/** Looks at a downloaded body before it is accepted. */
@FunctionalInterface
public interface BodyCheck {

  /**
   * Returns normally when the body is good. May run several times, once per attempt.
   *
   * @param body the whole body, in a file that is deleted when this throws
   * @throws DamagedBodyException when the body is bad; it is then asked for again
   * @throws IOException when the check itself failed; this is passed on and not retried
   */
  void check(Path body) throws IOException;

  /** Accepts every body whose length is right. */
  static BodyCheck none() {
    return body -> {};
  }
}
