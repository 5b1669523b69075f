package org.purlin.pipelines.page;

import java.util.List;
import org.purlin.pipelines.schedule.CommandLines;

/**
 * A page.
 *
 * @param title of the page
 * @param place the directory the reports are in, as it was given
 * @param jobs one part each
 */
record PageView(String title, String place, List<JobView> jobs) {

  /** The command that makes the page anew. */
  String command() {
    return CommandLines.report(place);
  }

  /** Of how many jobs the newest run is like this: {@code good}, {@code open} or {@code bad}. */
  long count(String style) {
    return jobs.stream().filter(job -> job.style().equals(style)).count();
  }
}
