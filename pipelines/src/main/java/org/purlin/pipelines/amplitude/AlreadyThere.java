package org.purlin.pipelines.amplitude;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.purlin.io.amplitude.AmplitudeRun;
import org.purlin.io.amplitude.HourPlan;
import org.purlin.io.landing.IfExists;
import org.purlin.pipelines.UserMistakeException;

/** {@code --ifExists=fail}: nothing is run when one of the windows has been published before. */
final class AlreadyThere {

  private AlreadyThere() {}

  static void refuseIfAsked(AmplitudeRun run, SortedSet<Long> hours) throws IOException {
    if (run.landing().ifExists() != IfExists.FAIL) {
      return;
    }
    refuse(run, "hour", HourPlan.firstPublished(run, hours));
  }

  static void refuseIfAsked(AmplitudeRun run, List<String> archives) throws IOException {
    if (run.landing().ifExists() == IfExists.FAIL) {
      refuse(run, "window", HourPlan.firstPublished(run, archives));
    }
  }

  private static void refuse(AmplitudeRun run, String what, Optional<String> published) {
    if (published.isPresent()) {
      throw new UserMistakeException(
          "--ifExists=fail: "
              + what
              + " "
              + published.get()
              + " is in "
              + run.landing().root()
              + " already. Give other hours, another --output, or --ifExists=replace.");
    }
  }
}
