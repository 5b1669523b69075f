package org.purlin.sandbox.alma;

import static org.hamcrest.MatcherAssert.assertThat;
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
  void theProcessTellsWhereItListensAndChallengesAsItWasTold() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SandboxMain.class.getName(),
                "--algorithm=sha_256",
                "--realm=elmdistrict",
                "--pupils=3")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String first = lines.readLine();
      assertThat(first, startsWith("alma http://127.0.0.1:"));
      String url = first.substring("alma ".length());
      assertThat(lines.readLine(), is("ALMA_URL=" + url));
      assertThat(lines.readLine(), is("ALMA_DISTRICT=elmdistrict"));
      assertThat(lines.readLine(), is("ALMA_KEY=" + AlmaSettings.KEY));
      assertThat(lines.readLine(), is("ALMA_SECRET=" + AlmaSettings.SECRET));
      assertThat(lines.readLine(), is(""));
      HttpResponse<Void> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(url + "/v2/elmdistrict/ping")).build(),
                  HttpResponse.BodyHandlers.discarding());
      assertThat(
          answer
              .headers()
              .firstValue("WWW-Authenticate")
              .orElse("")
              .matches("Digest realm=\"elmdistrict\".*, algorithm=SHA-256"),
          is(true));
    } finally {
      process.destroy();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aFlagThatIsWrongIsNamed() {
    assertThat(message("--algorithm=md4"), startsWith("--algorithm: "));
    assertThat(message("--pupils=0"), is("--pupils: pupils must be 1 or more, but was: 0"));
    assertThat(message("--nothing=1"), is("--nothing: there is no such flag"));
    assertThat(message("port"), is("expected --name=value, but there was: port"));
  }

  @Test
  void flagsSetWhatTheyAreCalled() {
    AlmaSettings settings =
        SandboxFlags.read(
            "--port=1",
            "--today=2031-02-01",
            "--pupils=3",
            "--attendanceDays=4",
            "--yearStatuses=false",
            "--linksFirst=true",
            "--delayMillis=5",
            "--attendanceInFlight=6",
            "--directory=x");
    assertThat(
        settings.port()
            + " "
            + settings.today()
            + " "
            + settings.pupils()
            + " "
            + settings.attendanceDays()
            + " "
            + settings.yearStatuses()
            + " "
            + settings.linksFirst()
            + " "
            + settings.delay()
            + " "
            + settings.attendanceInFlight()
            + " "
            + settings.directory().orElseThrow(),
        is("1 2031-02-01 3 4 false true PT0.005S 6 x"));
    assertThat(settings.toString(), is("AlmaSettings[port=1, realm=oakdistrict, pupils=3]"));
  }

  private static String message(String flag) {
    return assertThrows(IllegalArgumentException.class, () -> SandboxFlags.read(flag)).getMessage();
  }
}
