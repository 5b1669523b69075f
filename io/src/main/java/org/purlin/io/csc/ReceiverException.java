package org.purlin.io.csc;

import java.io.IOException;

/** The receiver answered in a way that means the settings are wrong; no record was judged by it. */
public final class ReceiverException extends IOException {

  private static final long serialVersionUID = 1L;

  ReceiverException(String message) {
    super(message);
  }
}
