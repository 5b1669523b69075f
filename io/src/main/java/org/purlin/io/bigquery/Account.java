package org.purlin.io.bigquery;

import com.google.auth.Credentials;
import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.ExternalAccountCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.auth.oauth2.UserCredentials;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.purlin.io.bigquery.TrialException.Kind;

/** Who signs in to Google Cloud. */
public final class Account {

  private static final URI BIGQUERY = URI.create("https://bigquery.googleapis.com/");

  private Account() {}

  /**
   * Signs in.
   *
   * @return the kind of account, with its e-mail address where the sign-in knows it
   * @throws TrialException when there is no account, or the sign-in is refused
   */
  public static String signIn(PipelineOptions options) throws TrialException {
    Credentials credentials = options.as(GcpOptions.class).getGcpCredential();
    if (credentials == null) {
      throw new TrialException(Kind.REFUSED, "this machine has no sign-in to Google Cloud.", null);
    }
    try {
      credentials.getRequestMetadata(BIGQUERY);
    } catch (IOException e) {
      // Whose message may hold the answer of a server that is not Google's.
      throw new TrialException(
          isNetwork(e) ? Kind.NO_ANSWER : Kind.REFUSED,
          name(credentials) + " could not sign in: " + e.getClass().getSimpleName() + ".",
          e);
    }
    return name(credentials);
  }

  private static boolean isNetwork(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof SocketException
          || e instanceof UnknownHostException
          || e instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  private static String name(Credentials credentials) {
    if (credentials instanceof ServiceAccountCredentials key) {
      return "service account " + key.getAccount() + ", by its key";
    }
    if (credentials instanceof ImpersonatedCredentials acting) {
      return name(acting.getSourceCredentials()) + ", acting as " + acting.getAccount();
    }
    if (credentials instanceof ComputeEngineCredentials) {
      return "the service account of this machine";
    }
    if (credentials instanceof UserCredentials) {
      return "a person, by gcloud auth application-default login";
    }
    if (credentials instanceof ExternalAccountCredentials) {
      return "an account of another provider, by workload identity";
    }
    return credentials.getClass().getSimpleName();
  }
}
