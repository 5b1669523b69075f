package org.purlin.pipelines.check;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.purlin.pipelines.check.Check.Status;
import org.purlin.pipelines.report.ExitCode;

class CheckTest {

  @Test
  void aFailureThatWouldEndAsDoneIsRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Check.fail("disk", "It is full.", "Make room.", ExitCode.DONE));
    assertThat(
        refused.getMessage(),
        is(
            "A failed check needs an exit code other than DONE and any other check needs DONE, but"
                + " disk is FAIL with DONE."));
  }

  @Test
  void aWarningWithTheExitCodeOfAFailureIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Check("disk", Status.WARN, "It is slow.", "", ExitCode.FAILED));
  }
}
