package org.purlin.pipelines.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purlin.sandbox.alma.AlmaSandbox;

@Timeout(60)
class OptionsTest {

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--tables=student      | --tables: there is no table student. Did you mean students?",
        "--tables=alma_staf    | --tables: there is no table alma_staf. Did you mean staff?",
        "--allow=firstname     | --allow: there is no personal column firstname. Did you mean"
            + " firstName?",
        "--allow=status        | --allow: there is no personal column status. There are settings,"
            + " _extra, districtId,",
        "--allow=staff.dob     | --allow: there is no personal column staff.dob. There are",
        "--hash=dob            | --hash: dob is no text, so it can be left out or allowed, but not"
            + " hashed. There are",
        "--hash=stateId        | --hash needs a key: give --hashKey, such as env:HASH_KEY",
        "--attendanceDays=-1   | --attendanceDays must be 0 or more, but was: -1",
        "--refusedPause=5      | --refusedPause must be an ISO-8601 duration such as PT30S, but was:"
            + " 5",
        "--today=15.10.2024    | --today must be a day such as 2024-10-15, but was: 15.10.2024",
        "--schoolYear=' '      | --schoolYear must be current, all, a name such as 2024-2025 or an"
            + " id, but is empty.",
        "--subdomain=oak/high  | --subdomain must be what stands before .api.getalma.com",
        "--ifExists=append     | --ifExists must be replace",
      })
  void aWrongValueIsNamedWithWhatWouldBeRightAndNobodyIsAsked(String word, String sentence)
      throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(2, alma, word.replace("'", ""));
      assertThat(desk.error(), startsWith("Nothing was run: " + sentence));
      assertThat(alma.requests(), is(empty()));
    }
  }

  @Test
  void theSubdomainIsNeeded() {
    assertThat(desk.command("alma", "--output=" + desk.output()), is(2));
    assertThat(desk.error(), containsString("--subdomain"));
  }

  @Test
  void anOutputThatCannotBeWrittenIsNamedBeforeAnybodyIsAsked() throws IOException {
    Files.createDirectories(desk.output().getParent());
    Files.writeString(desk.output(), "a file in the place of the directory");
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(2, alma, "--tables=students");
      assertThat(
          desk.error(),
          containsString(
              "Cannot write to the output "
                  + desk.output()
                  + ". Give another --output, or ask for the right to write there."));
      assertThat(alma.requests(), is(empty()));
    }
  }

  @Test
  void aKeyOfHashesThatIsNotThereIsNamedByItsFlag() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(2, alma, "--tables=students", "--hash=all", "--hashKey=env:NO_SUCH_HASH_KEY");
      assertThat(
          desk.error(),
          is(
              "Nothing was run: --hashKey: Environment variable NO_SUCH_HASH_KEY is not set. Set it,"
                  + " or put it into a .env file in the working directory."));
      assertThat(alma.requests(), is(empty()));
    }
  }

  @Test
  void plainHttpToAnotherMachineIsRefused() {
    assertThat(
        desk.command(
            "alma",
            "--subdomain=oakdistrict",
            "--url=http://oakdistrict.example.invalid",
            "--output=" + desk.output()),
        is(2));
    assertThat(desk.error(), containsString("--url: "));
  }

  @Test
  void aSecretItselfIsRefusedAndNotRepeated() {
    assertThat(
        desk.command(
            "alma", "--subdomain=oakdistrict", "--secret=open-sesame", "--output=" + desk.output()),
        is(2));
    assertThat(desk.error(), containsString("--secret"));
    assertThat((desk.out + desk.err).contains("open-sesame"), is(false));
  }

  @Test
  void hostsAreThoseOfTheEnvironment() {
    for (String[] each :
        new String[][] {
          {"production", "oakdistrict.api.getalma.com"}, {"development", "dev.api.getalma.com"}
        }) {
      desk.command(
          "check",
          "alma",
          "--subdomain=oakdistrict",
          "--environment=" + each[0],
          "--proxy=http://127.0.0.1:1",
          "--output=" + desk.output());
      assertThat(desk.out, containsString("https://" + each[1] + ", district oakdistrict"));
    }
  }
}
