package org.purlin.io.secret;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Where Secret Manager is. Its account is that of all of Google Cloud: Beam's GcpOptions. */
public interface SecretManagerOptions extends PipelineOptions {

  @Description("Root URL of Secret Manager. When not given, Google's.")
  String getSecretManagerEndpoint();

  void setSecretManagerEndpoint(String value);
}
