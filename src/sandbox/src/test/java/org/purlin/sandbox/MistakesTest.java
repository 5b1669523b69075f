package org.purlin.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MistakesTest {

  @ParameterizedTest
  @ValueSource(strings = {"alma", "amplitude", "bigquery", "coinmarketcap", "csc", "edfi"})
  void aPortThatIsTakenEndsEveryStandInWithOneSentence(String name) throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
          started(name, "--port=" + other.getLocalPort()),
          is(
              "1 ERROR Port "
                  + other.getLocalPort()
                  + " is taken. Stop the other one that listens there, perhaps another stand-in, or"
                  + " give another port with --port.\n"));
    }
  }

  @Test
  void aWrongFlagEndsWithOneSentence() throws Exception {
    assertThat(started("alma", "--nothing=1"), is("1 ERROR --nothing: there is no such flag\n"));
  }

  /** The exit code, and all that the process printed. */
  private static String started(String name, String... flags)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.purlin.sandbox." + name + ".SandboxMain"));
    command.addAll(Arrays.asList(flags));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(10, TimeUnit.SECONDS);
      return process.exitValue() + " " + said;
    } finally {
      process.destroyForcibly();
    }
  }
}
