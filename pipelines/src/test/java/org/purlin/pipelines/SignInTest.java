package org.purlin.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auth.oauth2.ImpersonatedCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.beam.runners.core.construction.SerializablePipelineOptions;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Masker;
import org.purlin.io.secret.UnresolvedSecretException;

@Timeout(60)
class SignInTest {

  private static final URI NOWHERE = URI.create("http://127.0.0.1:1/token");

  @TempDir Path directory;

  private final InventedKey key = InventedKey.signingInAt(NOWHERE);

  @AfterEach
  void forgetVariables() {
    LocalEnvironment.clear();
  }

  @Test
  void withoutAKeyBeamSignsInAsItDoes() {
    CloudOptions options = PipelineOptionsFactory.as(CloudOptions.class);
    Class<?> before = options.as(GcpOptions.class).getCredentialFactoryClass();

    SignIn.prepare(options);

    assertThat(options.as(GcpOptions.class).getCredentialFactoryClass(), is((Object) before));
  }

  @Test
  void aKeyFileSignsInAsItsAccount() throws IOException {
    CloudOptions options = options("file:" + write(key.json()));

    SignIn.prepare(options);

    ServiceAccountCredentials account =
        (ServiceAccountCredentials) options.as(GcpOptions.class).getGcpCredential();
    assertThat(account.getAccount(), is(InventedKey.ACCOUNT));
    assertThat(account.createScopedRequired(), is(false));
  }

  @Test
  void aVariableMayHoldTheKey() {
    LocalEnvironment.add(Map.of("TEST_SA_KEY", key.json()));
    CloudOptions options = options("env:TEST_SA_KEY");

    SignIn.prepare(options);

    assertThat(
        options.as(GcpOptions.class).getGcpCredential(),
        instanceOf(ServiceAccountCredentials.class));
  }

  @Test
  void anotherAccountCanBeActedAs() throws IOException {
    CloudOptions options = options("file:" + write(key.json()));
    options.setImpersonateServiceAccount("first@demo-1.example, last@demo-1.example");

    SignIn.prepare(options);

    ImpersonatedCredentials acting =
        (ImpersonatedCredentials) options.as(GcpOptions.class).getGcpCredential();
    assertThat(acting.getAccount(), is("last@demo-1.example"));
  }

  @Test
  void onlyTheReferenceTravelsToWorkersAndTheySignInThemselves() throws Exception {
    CloudOptions options = options("file:" + write(key.json()));
    SignIn.prepare(options);
    options.as(GcpOptions.class).getGcpCredential();

    assertThat(new ObjectMapper().writeValueAsString(options), not(containsString("PRIVATE KEY")));
    CloudOptions there =
        SerializableUtils.clone(new SerializablePipelineOptions(options))
            .get()
            .as(CloudOptions.class);
    assertThat(
        there.as(GcpOptions.class).getGcpCredential(), instanceOf(ServiceAccountCredentials.class));
  }

  @Test
  void theKeyIsHiddenInAllThatIsPrinted() throws IOException {
    SignIn.prepare(options("file:" + write(key.json())));

    assertThat(Masker.mask(key.json()), not(containsString(key.secretLine())));
  }

  @Test
  void aFileThatIsNoJsonIsRefusedWithoutBeingQuoted() throws IOException {
    String wrong = refusal(write("canary-not-json-88 " + key.json()));
    assertThat(wrong, containsString(" is no key of a service account: it is no JSON object."));
    assertThat(wrong, not(containsString("canary")));
  }

  @Test
  void aKeyThatIsCutOffIsRefusedWithoutBeingQuoted() throws IOException {
    String half = key.json().substring(0, key.json().length() / 2);
    assertThat(refusal(write(half)), containsString("it is no JSON object."));
  }

  @Test
  void aKeyOfAnotherTypeIsRefusedWithWhatToDo() throws IOException {
    String other = key.json().replace("service_account", "authorized_user");
    assertThat(
        refusal(write(other)),
        containsString(
            "its type is not service_account but authorized_user, which is used without this"
                + " flag, as application default credentials."));
  }

  @Test
  void aBrokenPrivateKeyIsRefusedWithoutBeingQuoted() throws IOException {
    String broken = key.json().replace(key.secretLine(), "canary-broken-17");
    assertThat(
        refusal(write(broken)),
        containsString("its e-mail address or its private key is missing or broken."));
  }

  @Test
  void aMissingFileIsNamed() {
    CloudOptions options = options("file:" + directory.resolve("none.json"));
    UnresolvedSecretException failure =
        assertThrows(UnresolvedSecretException.class, () -> SignIn.prepare(options));
    assertThat(failure.getMessage(), containsString("none.json'. Is the path right and readable?"));
  }

  @Test
  void aKeyInCloudStorageCannotBeReadBeforeTheSignIn() {
    assertThat(
        mistake(options("file:gs://bucket/key.json")),
        containsString("cannot be read from file:gs://bucket/key.json"));
  }

  @Test
  void aKeyOfThisMachineIsRefusedForDataflowsWorkers() throws IOException {
    CloudOptions options = options("file:" + write(key.json()));
    options.setRunner(DataflowRunner.class);
    assertThat(
        mistake(options),
        containsString("is on this machine, and Dataflow's workers cannot read it."));
  }

  @Test
  void twoWaysToSignInExcludeEachOther() throws IOException {
    CloudOptions options = options("file:" + write(key.json()));
    options.as(GcpOptions.class).setCredentialFactoryClass(NoopCredentialFactory.class);
    assertThat(mistake(options), containsString("give one of them."));
  }

  private static CloudOptions options(String reference) {
    CloudOptions options = PipelineOptionsFactory.as(CloudOptions.class);
    options.setServiceAccountKey(reference);
    return options;
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("key.json"), text);
  }

  private String refusal(Path file) {
    return mistake(options("file:" + file));
  }

  /** The sentence; the whole trace must be as silent about the key. */
  private String mistake(CloudOptions options) {
    UserMistakeException mistake =
        assertThrows(UserMistakeException.class, () -> SignIn.prepare(options));
    StringWriter all = new StringWriter();
    mistake.printStackTrace(new PrintWriter(all));
    assertThat(all.toString(), not(containsString(key.secretLine())));
    assertThat(all.toString(), not(containsString("canary")));
    return mistake.getMessage();
  }
}
