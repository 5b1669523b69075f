package org.purlin.sandbox.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SandboxMainTest {

  @Test
  void theProcessTellsWhereItListensAndHoldsTheSampleSetInEveryDistrict() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SandboxMain.class.getName(),
                "--districts=north,south",
                "--students=8",
                "--generatedStudents=100",
                "--flavour=v8")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String first = lines.readLine();
      assertThat(first, startsWith("edfi http://127.0.0.1:"));
      String url = first.substring("edfi ".length());
      assertThat(lines.readLine(), is("BASE_URL=" + url + "/north"));
      assertThat(lines.readLine(), is("CLIENT_ID=" + EdfiSettings.KEY));
      assertThat(lines.readLine(), is("CLIENT_SECRET=" + EdfiSettings.SECRET));
      assertThat(lines.readLine(), is(""));
      String counts =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(url + "/_sandbox/counts?district=south"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      assertThat(counts, containsString("\"students\":108,"));
    } finally {
      process.destroy();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aFlagThatIsWrongIsNamed() {
    assertThat(message("--flavour=ods_1"), startsWith("--flavour: "));
    assertThat(message("--nothing=1"), is("--nothing: there is no such flag"));
    assertThat(message("port"), is("expected --name=value, but there was: port"));
  }

  private static String message(String flag) {
    return assertThrows(IllegalArgumentException.class, () -> SandboxFlags.read(flag)).getMessage();
  }
}
