package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.pipelines.UserMistakeException;

/** Files of variables, as other tools write them. */
class EnvFileTest {

  @TempDir Path directory;

  private Map<String, String> read(String text) throws IOException {
    Files.writeString(directory.resolve(".env"), text);
    return EnvFile.read(directory);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A=b | b",
        "A = b  | b",
        "export A=b | b",
        "A= | ``",
        "A=b # why | b",
        "A=# why | ``",
        "A=pass#word | pass#word",
        "A=a=b;c={d e} | a=b;c={d e}",
        "A=\"b # c\" # why | b # c",
        "A='b \"c\" # d' | b \"c\" # d",
        "A=\"b \\\" c\" | b \" c",
        "A='O\\'Tester' | O'Tester",
        "A=\"C:\\keys\" | C:\\keys"
      })
  void aValueIsWhatPythonTakesItFor(String line, String value) throws IOException {
    assertThat(read(line), is(Map.of("A", value)));
  }

  @Test
  void commentsEmptyLinesAndTheMarksOfWindowsAreNoVariables() throws IOException {
    assertThat(
        read("\uFEFF# about\r\n\r\n  A=1\r\nB=2\r\nA=3\r\n"), is(Map.of("A", "3", "B", "2")));
  }

  @Test
  void envTxtIsReadWhereThereIsNoDotEnv() throws IOException {
    Files.writeString(directory.resolve("env.txt"), "A=txt");
    assertThat(EnvFile.read(directory), is(Map.of("A", "txt")));
    assertThat(read("A=dot"), is(Map.of("A", "dot")));
  }

  @Test
  void withoutAFileThereIsNoVariable() throws IOException {
    Files.createDirectory(directory.resolve(".env"));
    assertThat(EnvFile.read(directory), is(Map.of()));
  }

  @Test
  void theLineThatIsNoneIsNumberedAsAnEditorDoes() {
    String message =
        assertThrows(
                UserMistakeException.class,
                () -> read("# about\r\n\r\nA=1\r\ncsc http://127.0.0.1:8080\r\nB=2\r\n"))
            .getMessage();
    assertThat(message, endsWith(" or empty. Look at line 4."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hunter2", "A hunter2", "A='hunter2", "A=\"hunter2\" hunter2", "=hunter2"})
  void aLineThatIsNoneIsRefusedAndNotRepeated(String line) {
    String message = assertThrows(UserMistakeException.class, () -> read(line)).getMessage();
    assertThat(message, containsString("The file .env in " + directory + " cannot be read."));
    assertThat(message, endsWith(" or empty. Look at line 1."));
    assertThat(message, not(containsString("hunter2")));
  }
}
