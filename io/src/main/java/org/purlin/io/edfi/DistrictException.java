package org.purlin.io.edfi;

import java.io.IOException;

/** A district's API cannot be used as it is set up; the message says what to change. */
public sealed class DistrictException extends IOException permits OffsetWalk.DepthException {

  private static final long serialVersionUID = 1L;

  DistrictException(String message) {
    super(message);
  }

  DistrictException(String message, Throwable cause) {
    super(message, cause);
  }
}
