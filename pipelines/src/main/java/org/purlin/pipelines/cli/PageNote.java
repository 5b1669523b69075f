package org.purlin.pipelines.cli;

import java.io.PrintStream;
import org.purlin.pipelines.page.ReportPages;

/** What is said of a report page. */
final class PageNote {

  private PageNote() {}

  /** Prints where it is, after what must not be overlooked. */
  static void print(ReportPages.Written page, PrintStream out) {
    if (!page.warnings().isEmpty()) {
      out.println("\nLook at this first");
      page.warnings().forEach(warning -> out.println("  " + warning));
    }
    out.println(
        "\nPage\n  "
            + page.file()
            + (page.trouble() == null
                ? ""
                : " could not be written: " + Failures.firstLine(page.trouble())));
  }
}
