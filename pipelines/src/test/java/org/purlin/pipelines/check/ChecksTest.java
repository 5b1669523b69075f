package org.purlin.pipelines.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.Verdict;

class ChecksTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Console console =
      new Console(new PrintStream(bytes, true, UTF_8), UnaryOperator.identity(), false);

  @Test
  void longTextIsFoldedAndTheFirstFailureDecides() {
    Verdict verdict =
        Checks.print(
            List.of(
                Check.ok("name", "127.0.0.1"),
                Check.fail(
                    "disk", "eight words ".repeat(8).strip(), "Make room.", ExitCode.MISTAKE),
                Check.fail(
                    "token", "x".repeat(90), "do this ".repeat(12).strip(), ExitCode.FAILED)),
            console);

    assertThat(
        bytes.toString(UTF_8),
        is(
            """
                  check  found
            ok    name   127.0.0.1
            fail  disk   eight words eight words eight words eight words eight words eight words
                         eight words eight words
                         -> Make room.
            fail  token  %s
                         -> do this do this do this do this do this do this do this do this do this
                            do this do this do this
            """
                .formatted("x".repeat(90))));
    assertThat(verdict.exitCode(), is(ExitCode.MISTAKE));
  }
}
