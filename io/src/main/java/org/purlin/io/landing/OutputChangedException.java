package org.purlin.io.landing;

import java.io.IOException;

/** The output directory was removed or changed by somebody else while a run was under way. */
public final class OutputChangedException extends IOException {

  private static final long serialVersionUID = 1L;

  public OutputChangedException(String message) {
    super(message);
  }
}
