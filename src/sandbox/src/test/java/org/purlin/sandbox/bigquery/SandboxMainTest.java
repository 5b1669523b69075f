package org.purlin.sandbox.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SandboxMainTest {

  @Test
  void theServerRunsAsAProcessAndPrintsThePipelinesFlags() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SandboxMain.class.getName(),
                "--project=p-1",
                "--dataset=a,b",
                "--bucket=c")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine(), startsWith("bigquery http://127.0.0.1:"));
      assertThat(lines.readLine(), startsWith("--bigQueryEndpoint=http://127.0.0.1:"));
      assertThat(lines.readLine(), startsWith("--gcsEndpoint=http://127.0.0.1:"));
      assertThat(lines.readLine(), is("--project=p-1"));
      assertThat(lines.readLine(), is(""));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void aFlagThatIsWrongIsNamed() {
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> SandboxFlags.read("--rooms=1"))
            .getMessage(),
        is("--rooms: there is no such flag"));
  }
}
