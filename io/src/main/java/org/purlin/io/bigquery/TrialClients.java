package org.purlin.io.bigquery;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.services.bigquery.Bigquery;
import com.google.api.services.storage.Storage;
import com.google.auth.Credentials;
import com.google.auth.http.HttpCredentialsAdapter;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.extensions.gcp.util.Transport;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/** Google's clients without their long retries: a check tells at once what it was answered. */
final class TrialClients {

  private static final int TIMEOUT_MILLIS = 30_000;

  private TrialClients() {}

  static Bigquery bigQuery(PipelineOptions options) {
    Bigquery.Builder client =
        new Bigquery.Builder(
                Transport.getTransport(), Transport.getJsonFactory(), initializer(options))
            .setApplicationName("Purlin");
    String endpoint = options.as(BigQueryOptions.class).getBigQueryEndpoint();
    if (endpoint != null && !endpoint.isEmpty()) {
      client.setRootUrl(endpoint.endsWith("/") ? endpoint : endpoint + "/");
    }
    return client.build();
  }

  static Storage storage(PipelineOptions options) {
    return Transport.newStorageClient(options.as(GcsOptions.class))
        .setHttpRequestInitializer(initializer(options))
        .build();
  }

  private static HttpRequestInitializer initializer(PipelineOptions options) {
    Credentials credentials = options.as(GcpOptions.class).getGcpCredential();
    return request -> {
      if (credentials != null) {
        new HttpCredentialsAdapter(credentials).initialize(request);
      }
      request.setConnectTimeout(TIMEOUT_MILLIS).setReadTimeout(TIMEOUT_MILLIS);
    };
  }
}
