package org.purlin.io.secret;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.purlin.sandbox.Delivery;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.secretmanager.SecretManagerFaults;
import org.purlin.sandbox.secretmanager.SecretManagerSandbox;

@Timeout(60)
class SecretManagerTest {

  private static final String VERSION = "projects/demo-1/secrets/api-key/versions/latest";
  private static final String VALUE = "canary-managed-5e1d";

  private final Secret secret = Secret.parse("key", "secret:" + VERSION);
  private SecretManagerSandbox manager;

  @BeforeEach
  void tellTheWorkerItsOptions() throws IOException {
    manager = SecretManagerSandbox.start();
    manager.put(VERSION, VALUE);
    PipelineOptions options = PipelineOptionsFactory.create();
    options.as(SecretManagerOptions.class).setSecretManagerEndpoint(manager.url().toString());
    options.as(GcpOptions.class).setCredentialFactoryClass(NoopCredentialFactory.class);
    FileSystems.setDefaultPipelineOptions(options);
  }

  @AfterEach
  void stop() {
    manager.close();
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void aValueIsReadWithTheOptionsOfThePipelineAndHiddenFromThenOn() {
    assertThat(secret.resolve(), is(VALUE));
    assertThat(Masker.mask("the key is " + VALUE), is("the key is ***"));
  }

  @Test
  void aValueIsAskedForOnceAndKeptForAWhile() {
    secret.resolve();
    secret.resolve();
    Secret.parse("other", "secret:" + VERSION).resolve();

    assertThat(manager.accesses(), is(1L));
  }

  @Test
  void aLineBreakAtTheEndDoesNotBelongToTheValue() {
    manager.put(VERSION, VALUE + "\r\nsecond line\n");

    assertThat(secret.resolve(), is(VALUE));
    assertThat(secret.resolveLines(WorkerOptions.get()), is(VALUE + "\r\nsecond line\n"));
  }

  @Test
  void anEmptyValueIsAnError() {
    manager.put(VERSION, "\n");

    assertThat(refusal(), containsString("The first line of 'secret:" + VERSION + "' is empty"));
  }

  @Test
  void troubleOfTheServiceIsWaitedOut() {
    manager.faults().add(request -> true, SecretManagerFaults.unavailable().times(2));

    assertThat(secret.resolve(), is(VALUE));
    assertThat(manager.accesses(), is(3L));
  }

  @Test
  void aLostAnswerIsAskedForAgain() {
    manager.faults().add(request -> true, Fault.reset());
    manager.faults().add(request -> true, Fault.cut(Delivery.Ending.CLOSE));

    assertThat(secret.resolve(), is(VALUE));
  }

  @Test
  void aServiceThatStaysInTroubleIsNotTheUsersMistake() {
    manager.faults().add(request -> true, SecretManagerFaults.unavailable().times(99));

    UnresolvedSecretException failure =
        assertThrows(UnresolvedSecretException.class, secret::resolve);
    assertThat(
        failure.getMessage(),
        is(
            "The secret 'secret:"
                + VERSION
                + "' could not be read: Secret Manager did not answer (UNAVAILABLE), although asked"
                + " several times. Run again."));
    assertThat(failure.isPassing(), is(true));
  }

  @Test
  void aMissingRightNamesTheRoleThatGivesIt() {
    manager.deny(VERSION);

    assertThat(
        refusal(),
        is(
            "The secret 'secret:"
                + VERSION
                + "' may not be read by this account. Grant it Secret Manager Secret Accessor on"
                + " the secret."));
    assertThat("refusals are not repeated", manager.accesses(), is(1L));
  }

  @Test
  void aVersionThatIsNotThereIsNamed() {
    Secret other = Secret.parse("key", "secret:projects/demo-1/secrets/other/versions/7");

    String message = assertThrows(UnresolvedSecretException.class, other::resolve).getMessage();
    assertThat(
        message, containsString("'secret:projects/demo-1/secrets/other/versions/7' is not there."));
  }

  @Test
  void aDisabledVersionSaysSo() {
    manager.disable(VERSION);

    assertThat(refusal(), containsString("' is not enabled, or its name is wrong."));
  }

  @Test
  void aMissingSignInSaysHowToSignIn() {
    manager.wantToken();

    assertThat(refusal(), containsString("needs a sign-in to Google Cloud."));
  }

  @Test
  void aChecksumThatDoesNotFitIsNeverTakenForAValue() {
    manager.faults().add(request -> true, SecretManagerFaults.wrongChecksum());

    UnresolvedSecretException failure =
        assertThrows(UnresolvedSecretException.class, secret::resolve);
    assertThat(failure.getMessage(), containsString("its checksum does not fit"));
    StringWriter all = new StringWriter();
    failure.printStackTrace(new PrintWriter(all));
    assertThat(all.toString(), not(containsString(VALUE)));
    assertThat("the next time it is asked for again", secret.resolve(), is(VALUE));
  }

  private String refusal() {
    UnresolvedSecretException failure =
        assertThrows(UnresolvedSecretException.class, secret::resolve);
    assertThat(failure.isPassing(), is(false));
    return failure.getMessage();
  }
}
