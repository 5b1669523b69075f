package org.purlin.io.http;

import java.io.IOException;

/**
 * A body came whole but is not what it should be, for example an archive that does not open. Thrown
 * by a {@link BodyCheck}, it counts as weather: the body is asked for again. Thrown by {@link
 * HttpTransport}, the tries have run out.
 */
public final class DamagedBodyException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason what was expected and what was there, without contents of the body
   */
  public DamagedBodyException(String reason) {
    super(reason);
  }

  DamagedBodyException(String message, DamagedBodyException last) {
    super(message, last);
  }
}
