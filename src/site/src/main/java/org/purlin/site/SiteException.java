package org.purlin.site;

import java.util.List;

/** The site cannot be built as the pages are; the message lists each problem on a line. */
final class SiteException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SiteException(List<String> problems) {
    super(
        "The site was not built; problems: "
            + problems.size()
            + System.lineSeparator()
            + String.join(System.lineSeparator(), problems));
  }
}
