package org.purlin.io.secret;

import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode.Code;
import com.google.auth.Credentials;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretManagerServiceSettings;
import com.google.cloud.secretmanager.v1.SecretPayload;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Google's Secret Manager, over HTTPS and JSON so that the proxy settings of Java hold for it as
 * for BigQuery and Cloud Storage. See https://cloud.google.com/secret-manager/docs/reference/rest.
 *
 * <p>A value is kept in memory for a short while: each thread of a worker asks for it, and an
 * access costs money and counts against a quota.
 */
final class SecretManager {

  /** How long a value is kept. A newer version of {@code latest} is seen after this. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  /**
   * A service in trouble, or an answer that was lost, which the library calls CANCELLED. Reading
   * may be repeated whatever became of it.
   */
  private static final Set<Code> PASSING =
      Set.of(
          Code.UNAVAILABLE,
          Code.RESOURCE_EXHAUSTED,
          Code.INTERNAL,
          Code.DEADLINE_EXCEEDED,
          Code.ABORTED,
          Code.CANCELLED,
          Code.UNKNOWN);

  private static final RetrySettings TRIES =
      RetrySettings.newBuilder()
          .setInitialRetryDelayDuration(Duration.ofMillis(500))
          .setRetryDelayMultiplier(2)
          .setMaxRetryDelayDuration(Duration.ofSeconds(10))
          .setInitialRpcTimeoutDuration(Duration.ofSeconds(20))
          .setMaxRpcTimeoutDuration(Duration.ofSeconds(20))
          .setTotalTimeoutDuration(Duration.ofMinutes(1))
          .setMaxAttempts(5)
          .build();

  private static final String SIGN_IN =
      " Look at --serviceAccountKey, or sign in with gcloud auth application-default login.";

  private static final Map<Version, Value> VALUES = new ConcurrentHashMap<>();

  private SecretManager() {}

  private record Version(String endpoint, String name) {}

  private record Value(String text, Instant until) {

    /** Never shows the value. */
    @Override
    public String toString() {
      return "Value until " + until;
    }
  }

  /**
   * The value of a version.
   *
   * @param name {@code projects/P/secrets/S/versions/V}
   * @param options say where Secret Manager is and who asks
   * @throws UnresolvedSecretException naming the version only
   */
  static String access(String name, PipelineOptions options) {
    String endpoint = options.as(SecretManagerOptions.class).getSecretManagerEndpoint();
    Version version = new Version(endpoint == null ? "" : endpoint, name);
    return VALUES
        .compute(
            version,
            (same, kept) ->
                kept != null && Instant.now().isBefore(kept.until())
                    ? kept
                    : new Value(ask(same, options), Instant.now().plus(KEPT)))
        .text();
  }

  private static String ask(Version version, PipelineOptions options) {
    try (SecretManagerServiceClient client =
        SecretManagerServiceClient.create(settings(version.endpoint(), options))) {
      return text(version, client.accessSecretVersion(version.name()).getPayload());
    } catch (ApiException e) {
      throw refused(version, e);
    } catch (IOException e) {
      throw new UnresolvedSecretException(
          quoted(version) + " cannot be read: there is no sign-in to Google Cloud." + SIGN_IN, e);
    }
  }

  private static SecretManagerServiceSettings settings(String endpoint, PipelineOptions options)
      throws IOException {
    Credentials credentials = options.as(GcpOptions.class).getGcpCredential();
    SecretManagerServiceSettings.Builder settings =
        SecretManagerServiceSettings.newHttpJsonBuilder();
    settings.setCredentialsProvider(
        credentials == null
            ? NoCredentialsProvider.create()
            : FixedCredentialsProvider.create(credentials));
    if (!endpoint.isEmpty()) {
      settings.setEndpoint(endpoint);
    }
    settings.accessSecretVersionSettings().setRetryableCodes(PASSING).setRetrySettings(TRIES);
    return settings.build();
  }

  private static String text(Version version, SecretPayload payload) {
    byte[] bytes = payload.getData().toByteArray();
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    if (!payload.hasDataCrc32C() || payload.getDataCrc32C() != sum.getValue()) {
      throw new UnresolvedSecretException(
          quoted(version) + " was damaged on its way: its checksum does not fit. Run again.",
          true,
          null);
    }
    return payload.getData().toStringUtf8();
  }

  private static UnresolvedSecretException refused(Version version, ApiException answer) {
    Code code = answer.getStatusCode().getCode();
    String sentence =
        switch (code) {
          case UNAUTHENTICATED -> " needs a sign-in to Google Cloud." + SIGN_IN;
          case PERMISSION_DENIED ->
              " may not be read by this account. Grant it Secret Manager Secret Accessor on the"
                  + " secret.";
          case NOT_FOUND ->
              " is not there. Check the project, the name and the version; a project's number works"
                  + " as well as its id.";
          case INVALID_ARGUMENT, FAILED_PRECONDITION ->
              " is not enabled, or its name is wrong. Enable the version, or name another.";
          default ->
              " could not be read: Secret Manager did not answer ("
                  + code
                  + "), although asked several times. Run again.";
        };
    return new UnresolvedSecretException(
        quoted(version) + sentence, PASSING.contains(code), answer);
  }

  private static String quoted(Version version) {
    return "The secret 'secret:" + version.name() + "'";
  }
}
