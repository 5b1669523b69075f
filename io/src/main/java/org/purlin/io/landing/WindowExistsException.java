package org.purlin.io.landing;

import java.io.IOException;

/** A window is there already and the user asked for it not to be touched. */
public final class WindowExistsException extends IOException {

  private static final long serialVersionUID = 1L;

  WindowExistsException(String message) {
    super(message);
  }
}
