package org.purlin.pipelines;

import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import java.util.List;
import org.apache.beam.sdk.extensions.gcp.auth.CredentialFactory;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Signs in with the key of a service account. Each worker reads the key where {@link
 * CloudOptions#getServiceAccountKey} says; only that reference travels.
 */
public final class KeyCredentialFactory implements CredentialFactory {

  /** As long as Google lets an impersonation last unless asked; it is renewed by itself. */
  private static final int IMPERSONATION_SECONDS = 3600;

  private final PipelineOptions options;

  private KeyCredentialFactory(PipelineOptions options) {
    this.options = options;
  }

  /** Called by Beam. */
  public static KeyCredentialFactory fromOptions(PipelineOptions options) {
    return new KeyCredentialFactory(options);
  }

  @Override
  public Credentials getCredential() {
    List<String> scopes = options.as(GcpOptions.class).getGcpOauthScopes();
    GoogleCredentials own =
        ServiceAccountKey.read(options.as(CloudOptions.class)).createScoped(scopes);
    List<String> chain =
        OptionValues.words(options.as(CloudOptions.class).getImpersonateServiceAccount());
    if (chain.isEmpty()) {
      return own;
    }
    int last = chain.size() - 1;
    return ImpersonatedCredentials.create(
        own, chain.get(last), chain.subList(0, last), scopes, IMPERSONATION_SECONDS);
  }
}
