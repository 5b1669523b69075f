package org.purlin.io.http;

import java.io.IOException;

/** A body is larger than the limit for it. Never retried, because it would be as large again. */
public final class BodyTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  BodyTooLargeException(String message) {
    super(message);
  }
}
