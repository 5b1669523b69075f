package org.purlin.pipelines;

import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.sdk.extensions.gcp.auth.CredentialFactory;
import org.apache.beam.sdk.extensions.gcp.auth.GcpCredentialFactory;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.purlin.io.secret.Secret;

/** How a task signs in to Google Cloud. */
public final class SignIn {

  private static final String FLAG = "--serviceAccountKey";

  private SignIn() {}

  /**
   * Lets Beam, and with it all clients of Google Cloud, sign in with the key that was named, if one
   * was. The key is read here to see that it is one; only its reference stays in the options.
   *
   * @throws UserMistakeException when it is no key, or workers could not read it
   * @throws org.purlin.io.secret.UnresolvedSecretException when there is nothing where it should be
   */
  public static void prepare(CommandOptions options) {
    if (!(options instanceof CloudOptions cloud) || cloud.getServiceAccountKey() == null) {
      return;
    }
    checkReference(cloud);
    GcpOptions google = options.as(GcpOptions.class);
    Class<? extends CredentialFactory> factory = google.getCredentialFactoryClass();
    if (factory != GcpCredentialFactory.class && factory != KeyCredentialFactory.class) {
      throw new UserMistakeException(
          FLAG + " and --credentialFactoryClass both say how to sign in; give one of them.");
    }
    ServiceAccountKey.read(cloud);
    google.setCredentialFactoryClass(KeyCredentialFactory.class);
  }

  private static void checkReference(CloudOptions options) {
    Secret key = Secret.parse(FLAG, options.getServiceAccountKey());
    if (!key.isLocal() && !key.isManaged()) {
      throw new UserMistakeException(
          FLAG
              + " cannot be read from "
              + key
              + ", because that needs a sign-in itself. Give a file on this machine, or secret:.");
    }
    if (key.isLocal() && DataflowRunner.class.isAssignableFrom(options.getRunner())) {
      throw new UserMistakeException(
          FLAG
              + "="
              + key
              + " is on this machine, and Dataflow's workers cannot read it. Leave it out and give"
              + " the workers an account with --serviceAccount, or keep the key in Secret Manager"
              + " (secret:).");
    }
  }
}
