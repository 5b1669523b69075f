package org.purlin.pipelines.check;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is broken is the one line that fails. CSC's database is broken in its own test, with its
 * other set-ups.
 */
@Timeout(60)
class BrokenSetUpsTest {

  private static final String SECRET = "canary-secret-that-opens-nothing";

  @TempDir static Path certificates;

  private static TlsServer elsewhere;

  @TempDir Path directory;

  private CheckDesk desk;

  @BeforeAll
  static void startTls() throws Exception {
    elsewhere = new TlsServer(certificates, "dns:elsewhere.invalid");
  }

  @AfterAll
  static void stopTls() {
    elsewhere.close();
  }

  @BeforeEach
  void makeDesk() {
    desk = new CheckDesk(directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"amplitude", "alma", "coinmarketcap", "edfi"})
  void aWrongHostFailsItsNameAndEndsWithSeven(String name) throws IOException {
    try (CheckedJob job = CheckedJob.of(name)) {
      List<String> before = desk.files();

      assertThat(desk.checkAt("https://nowhere.invalid", job, "--json"), is(7));

      assertThat(
          desk.failures(),
          is(
              List.of(
                  job.server()
                      + " name: nowhere.invalid is not known to this machine's name server.")));
      assertThat(desk.of("ok").contains("output"), is(true));
      assertThat(desk.files(), is(before));
      assertThat(job.requests().get(), is(List.of()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "amplitude, sign-in: Amplitude answered 403",
    "alma, sign-in: ",
    "coinmarketcap, sign-in: /v1/key/info: the key is not valid (code 1001).",
    "edfi, north sign-in: "
  })
  void aWrongSecretFailsTheSignInAndEndsWithFive(String name, String failure) throws IOException {
    try (CheckedJob job = CheckedJob.of(name)) {
      desk.environment.put("SECRET", SECRET);
      List<String> before = desk.files();

      assertThat(desk.check(job, "--json"), is(5));

      assertThat(desk.failures(), contains(startsWith(failure.strip())));
      assertThat(desk.out + desk.err, not(containsString(SECRET)));
      assertThat(desk.files(), is(before));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"alma", "coinmarketcap", "edfi"})
  void aCertificateForAnotherNameFailsTlsAndEndsWithSeven(String name) throws IOException {
    try (CheckedJob job = CheckedJob.of(name)) {
      assertThat(
          desk.checkAt(elsewhere.url(), job, "--json", "--caFile=" + elsewhere.caFile()), is(7));
      assertThat(
          desk.failures(),
          contains(
              job.server()
                  + " TLS: the server's certificate is for another host name. Its certificate is for"
                  + " CN=Invented and from CN=Invented."));
      assertThat(
          desk.todo(),
          is(
              "Correct the host's name in the address. If it is right, somebody else answers: ask"
                  + " the network team."));
      assertThat(elsewhere.requests(), is(0));
    }
  }

  @Test
  void aReceiverWhoseCertificateIsForAnotherNameFailsTlsAndEndsWithSeven() {
    List.of("CLIENT_ID", "CLIENT_SECRET", "SUPPLIER_KEY")
        .forEach(variable -> desk.environment.put(variable, SECRET));
    assertThat(
        desk.type(
            "csc",
            "--only=endpoint",
            "--json",
            "--laCode=999",
            "--scope=invented",
            "--endpoint=" + elsewhere.url() + "/children-in-social-care-data-receiver/1",
            "--tokenEndpoint=" + elsewhere.url() + "/token",
            "--caFile=" + elsewhere.caFile()),
        is(7));
    assertThat(desk.failures(), contains(startsWith("receiver TLS: ")));
    assertThat(desk.failures(), contains(containsString("is for another host name")));
    assertThat(elsewhere.requests(), is(0));
  }

  @Test
  void aCertificateNobodyVouchesForFailsTlsAndSaysWhatToInstall() throws IOException {
    try (CheckedJob job = CheckedJob.of("amplitude")) {
      assertThat(desk.checkAt(elsewhere.url(), job, "--json"), is(7));
      assertThat(desk.failures(), contains(startsWith("Amplitude TLS: ")));
      assertThat(desk.todo(), startsWith("Give the certificate of that authority as --caFile"));
    }
  }

  /**
   * A directory below a file can be made by nobody; one without rights could, by an administrator.
   */
  @ParameterizedTest
  @ValueSource(strings = {"amplitude", "alma", "coinmarketcap", "edfi"})
  void anOutputThatCannotBeWrittenFailsAndEndsWithTwo(String name) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    try (CheckedJob job = CheckedJob.of(name)) {
      List<String> before = desk.files();

      assertThat(desk.check(job, "--json", "--output=" + file.resolve("out")), is(2));

      assertThat(
          desk.failures(),
          is(
              List.of(
                  "output: "
                      + file.resolve("out")
                      + " cannot be written: "
                      + file
                      + " is a file.")));
      assertThat(desk.todo(), is("Give another --output, or ask for the right to write there."));
      assertThat(desk.files(), is(before));
    }
  }

  @Test
  void aStateThatCannotBeWrittenFailsAndEndsWithTwo() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    try (CheckedJob job = CheckedJob.of("coinmarketcap")) {
      assertThat(desk.check(job, "--json", "--state=" + file.resolve("x")), is(2));
      assertThat(desk.failures(), contains(startsWith("state: ")));
      assertThat(desk.check(job, "--json", "--state=bigquery:a.b"), is(2));
      assertThat(desk.failures(), contains(startsWith("state: --state must be a directory")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "amplitude, secret --secretKey",
    "alma, secret --secret",
    "coinmarketcap, secret --key",
    "edfi, north secrets"
  })
  void aSecretThatIsNotThereIsNamedAndTheWayIsTriedAllTheSame(String name, String line)
      throws IOException {
    try (CheckedJob job = CheckedJob.of(name)) {
      desk.environment.put("SECRET", "");
      assertThat(desk.check(job, "--json"), is(2));
      List<String> failures = new ArrayList<>(desk.failures());
      assertThat(failures, contains(startsWith(line + ": Environment variable SECRET is ")));
      assertThat(desk.todo(), startsWith("Or name another place with --"));
      assertThat(desk.of("ok").contains(job.server() + " connection"), is(true));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "amplitude, --concurrency=9",
    "alma, --tables=people",
    "coinmarketcap, --maxCredits=-1",
    "edfi, --resources=not/a/resource"
  })
  void aWrongOptionFailsInTheTableAndEndsWithTwo(String name, String word) throws IOException {
    try (CheckedJob job = CheckedJob.of(name)) {
      assertThat(desk.check(job, "--json", word), is(2));
      assertThat(
          desk.failures(),
          contains(startsWith("options: " + word.substring(0, word.indexOf('=')))));
      assertThat(desk.of("ok").contains("output"), is(true));
      assertThat(job.requests().get(), is(List.of()));
    }
  }

  @Test
  void plainHttpToAnotherMachineIsAWrongAddressAndNothingIsAsked() throws IOException {
    try (CheckedJob job = CheckedJob.of("coinmarketcap")) {
      assertThat(desk.checkAt("http://192.0.2.1", job, "--json"), is(2));
      assertThat(desk.failures(), contains(startsWith("CoinMarketCap address: http://192.0.2.1")));
    }
  }
}
