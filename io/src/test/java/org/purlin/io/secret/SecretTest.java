package org.purlin.io.secret;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

  @TempDir Path folder;

  @AfterEach
  void forgetVariables() {
    LocalEnvironment.clear();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2-literal",
        "",
        "env:",
        "env:not a name",
        "file:",
        "secret:projects/p/secrets/s",
        "secret:hunter2-literal"
      })
  void anythingButAReferenceIsRefusedWithoutBeingRepeated(String literal) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> Secret.parse("amplitudeSecretKey", literal));

    assertThat(
        refusal.getMessage(),
        is(
            "--amplitudeSecretKey must be a reference to a secret, not the secret itself, because"
                + " options are shown in job pages and logs. Pass env:NAME, file:PATH or"
                + " secret:projects/PROJECT/secrets/NAME/versions/VERSION."));
  }

  @Test
  void aMissingOptionIsRefusedByItsName() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Secret.parse("--key", null));
    assertThat(refusal.getMessage(), containsString("--key must be a reference"));
  }

  @Test
  void aVariableOfTheProcessWinsOverTheLaunchersFile() {
    LocalEnvironment.add(Map.of("PATH", "from-the-file", "PURLIN_TEST_KEY", "from-the-file"));

    assertThat(Secret.parse("key", "env:PATH").resolve(), is(System.getenv("PATH")));
    assertThat(Secret.parse("key", "env:PURLIN_TEST_KEY").resolve(), is("from-the-file"));
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    Secret secret = Secret.parse("key", "env:PURLIN_TEST_KEY");
    assertThat(
        assertThrows(UnresolvedSecretException.class, secret::resolve).getMessage(),
        is(
            "Environment variable PURLIN_TEST_KEY is not set. Set it, or put it into a .env file in"
                + " the working directory."));
  }

  @Test
  void anEmptyVariableIsAnError() {
    LocalEnvironment.add(Map.of("PURLIN_TEST_KEY", " "));
    Secret secret = Secret.parse("key", "env:PURLIN_TEST_KEY");
    assertThat(
        assertThrows(UnresolvedSecretException.class, secret::resolve).getMessage(),
        is("Environment variable PURLIN_TEST_KEY is empty."));
  }

  @Test
  void theFirstLineOfAFileIsTheSecret() throws IOException {
    Path file = Files.writeString(folder.resolve("key.txt"), "\uFEFF  invented-key-1 \r\nnotes\n");

    assertThat(Secret.parse("key", "file:" + file).resolve(), is("invented-key-1"));
    assertThat(Secret.parse("key", file.toUri().toString()).resolve(), is("invented-key-1"));
  }

  @Test
  void anEmptyFirstLineIsAnError() throws IOException {
    Path file = Files.writeString(folder.resolve("key.txt"), "\ninvented-key-1\n");
    Secret secret = Secret.parse("key", "file:" + file);

    assertThat(
        assertThrows(UnresolvedSecretException.class, secret::resolve).getMessage(),
        is("The first line of '" + file + "' is empty; the secret must stand there."));
  }

  @Test
  void aMissingFileIsNamed() {
    Secret secret = Secret.parse("key", "file:" + folder.resolve("none.txt"));
    assertThat(
        assertThrows(UnresolvedSecretException.class, secret::resolve).getMessage(),
        is(
            "Cannot read the secret in '"
                + folder.resolve("none.txt")
                + "'. Is the path right and readable?"));
  }

  @Test
  void allLinesOfAFileCanBeReadAsWell() throws IOException {
    Path file = Files.writeString(folder.resolve("key.json"), "{\n  \"a\": 1\n}\n");
    Secret secret = Secret.parse("key", "file:" + file);

    assertThat(secret.resolveLines(PipelineOptionsFactory.create()), is("{\n  \"a\": 1\n}\n"));
  }

  @Test
  void whatOnlyThisMachineCanReadIsKnown() {
    assertThat(Secret.parse("key", "env:KEY").isLocal(), is(true));
    assertThat(Secret.parse("key", "file:key.json").isLocal(), is(true));
    assertThat(Secret.parse("key", "file:///etc/key.json").isLocal(), is(true));
    assertThat(Secret.parse("key", "file:gs://bucket/key.json").isLocal(), is(false));
    assertThat(Secret.parse("key", "secret:projects/p/secrets/s/versions/1").isLocal(), is(false));
  }

  @Test
  void onlyTheReferenceTravelsAndIsPrinted() {
    LocalEnvironment.add(Map.of("PURLIN_TEST_KEY", "invented-key-2"));
    Secret secret = Secret.parse("key", "env:PURLIN_TEST_KEY");
    String value = secret.resolve();

    Secret travelled = SerializableUtils.clone(secret);

    assertThat(travelled, is(secret));
    assertThat(travelled.toString(), is("env:PURLIN_TEST_KEY"));
    assertThat(
        new String(
            SerializableUtils.serializeToByteArray(secret),
            java.nio.charset.StandardCharsets.ISO_8859_1),
        not(containsString(value)));
  }

  @Test
  void aResolvedValueIsMaskedFromThenOn() {
    LocalEnvironment.add(Map.of("PURLIN_TEST_KEY", "invented/key 3"));
    Secret.parse("key", "env:PURLIN_TEST_KEY").resolve();

    assertThat(
        Masker.mask("raw invented/key 3, form invented%2Fkey+3, path invented%2Fkey%203"),
        is("raw ***, form ***, path ***"));
  }
}
