package org.purlin.transforms.archive;

import java.io.IOException;

/**
 * An archive or member that is damaged, hostile or over a limit. The message is the reason, in
 * words that never quote what is inside.
 */
public final class RefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  public RefusedException(String reason) {
    super(reason);
  }

  public RefusedException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
