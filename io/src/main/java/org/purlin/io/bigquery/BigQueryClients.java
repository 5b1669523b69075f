package org.purlin.io.bigquery;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.services.bigquery.Bigquery;
import com.google.auth.Credentials;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.cloud.hadoop.util.ChainingHttpRequestInitializer;
import java.time.Duration;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.extensions.gcp.util.Transport;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Google's client of BigQuery, with the account and endpoint of BigQueryIO's own, and retries that
 * end: Beam's go on for many minutes.
 */
final class BigQueryClients {

  private BigQueryClients() {}

  /** The client of a pipeline's account. */
  static Bigquery of(PipelineOptions options) {
    return of(options, BoundedRetries.LONGEST);
  }

  /**
   * The same.
   *
   * @param longest after which a request that is not answered well fails
   */
  static Bigquery of(PipelineOptions options, Duration longest) {
    Credentials credentials = options.as(GcpOptions.class).getGcpCredential();
    BoundedRetries retries = new BoundedRetries(longest);
    HttpRequestInitializer initializer =
        credentials == null
            ? retries
            : new ChainingHttpRequestInitializer(new HttpCredentialsAdapter(credentials), retries);
    Bigquery.Builder client =
        new Bigquery.Builder(Transport.getTransport(), Transport.getJsonFactory(), initializer)
            .setApplicationName("Purlin");
    String endpoint = options.as(BigQueryOptions.class).getBigQueryEndpoint();
    if (endpoint != null && !endpoint.isEmpty()) {
      client.setRootUrl(endpoint.endsWith("/") ? endpoint : endpoint + "/");
    }
    return client.build();
  }
}
