package org.purlin.pipelines;

import org.apache.beam.sdk.options.Description;
import org.purlin.io.secret.SecretManagerOptions;

/** Options of whatever may use Google Cloud: who asks, and where secrets are. */
public interface CloudOptions extends CommandOptions, SecretManagerOptions {

  @Description(
      "Where the key file (JSON) of a service account is; it signs in to all of Google Cloud. When"
          + " not given, the account of this machine: application default credentials.")
  @SecretReference
  String getServiceAccountKey();

  void setServiceAccountKey(String value);

  @Description(
      "Service account to act as, by its e-mail address; several with commas between are a chain of"
          + " delegation.")
  String getImpersonateServiceAccount();

  void setImpersonateServiceAccount(String value);

  @Description("Root URL of Secret Manager, which secret: references are read from.")
  @Override
  String getSecretManagerEndpoint();

  @Override
  void setSecretManagerEndpoint(String value);
}
