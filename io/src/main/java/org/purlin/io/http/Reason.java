package org.purlin.io.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Says in words why a request got no answer. */
final class Reason {

  /** A resolver has bad moments; a name that stays unknown is misspelt. */
  private static final int ATTEMPTS_FOR_A_NAME = 3;

  /** A certificate does not become trusted by asking again. */
  private static final int ATTEMPTS_FOR_A_CERTIFICATE = 1;

  /** A certificate that is good, but not of who was asked. */
  static final String OTHER_NAME = "the server's certificate is for another host name";

  /** A certificate of somebody whom neither Java nor this machine nor the CA file knows. */
  static final String UNTRUSTED =
      "the server's certificate is not trusted here. Where a proxy looks into TLS, the certificate"
          + " of its authority must be given as the CA file";

  private Reason() {}

  static WeatherException of(IOException failure, Timeouts timeouts) {
    if (failure instanceof UnknownHostException) {
      return WeatherException.lasting("unknown host", ATTEMPTS_FOR_A_NAME, failure);
    }
    if (isUntrusted(failure)) {
      return WeatherException.lasting(untrusted(failure), ATTEMPTS_FOR_A_CERTIFICATE, failure);
    }
    return WeatherException.noAnswer(inWords(failure, timeouts), failure);
  }

  private static String inWords(IOException failure, Timeouts timeouts) {
    if (failure instanceof ConnectTimeoutException) {
      return "no connection within " + Words.time(timeouts.connect());
    }
    if (failure instanceof SocketTimeoutException) {
      return "no answer within " + Words.time(timeouts.response());
    }
    if (failure instanceof ConnectException) {
      return refused(failure) ? "Connection refused" : "no connection";
    }
    if (failure instanceof NoHttpResponseException
        || failure instanceof ConnectionClosedException) {
      return "connection closed without an answer";
    }
    if (isReset(failure)) {
      return "connection reset";
    }
    return (failure instanceof SSLException ? "TLS failed: " : "")
        + Problem.text(failure.getClass().getSimpleName() + " " + failure.getMessage());
  }

  static boolean isReset(IOException failure) {
    return failure instanceof SocketException
        && failure.getMessage() != null
        && (failure.getMessage().startsWith("Connection reset")
            || failure.getMessage().startsWith("Broken pipe"));
  }

  /** The client's own exception names every address it tried; the end is what people search for. */
  private static boolean refused(IOException failure) {
    return failure.getMessage() != null && failure.getMessage().contains("Connection refused");
  }

  private static String untrusted(IOException failure) {
    return causes(failure).anyMatch(Reason::isForAnotherHost) ? OTHER_NAME : UNTRUSTED;
  }

  private static boolean isUntrusted(IOException failure) {
    return causes(failure)
        .anyMatch(
            cause ->
                cause instanceof CertificateException
                    || cause instanceof SSLPeerUnverifiedException);
  }

  /** Java has no type for it, only "No name matching …" and "No subject alternative … names". */
  private static boolean isForAnotherHost(Throwable cause) {
    return cause instanceof SSLPeerUnverifiedException
        || (cause.getClass() == CertificateException.class
            && cause.getMessage() != null
            && (cause.getMessage().startsWith("No name matching")
                || cause.getMessage().startsWith("No subject alternative")));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }
}
