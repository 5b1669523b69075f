package org.purlin.io.http;

import java.io.IOException;

/**
 * A URI that will not be asked: its scheme or host is not allowed, or a redirect led astray. The
 * message says which and why. Never retried.
 */
public final class RefusedAddressException extends IOException {

  private static final long serialVersionUID = 1L;

  RefusedAddressException(String message) {
    super(message);
  }
}
