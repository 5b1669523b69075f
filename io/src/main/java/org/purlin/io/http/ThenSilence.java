package org.purlin.io.http;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;

/**
 * Puts a request onto a connection that stands. The client has one time-out for an answer's first
 * byte and all its others; we have two. And it does not tell whether it came so far.
 */
final class ThenSilence extends HttpRequestExecutor {

  private static final String SENT = "purlin.sent";

  private final Timeout silence;

  ThenSilence(Timeout silence) {
    this.silence = silence;
  }

  /**
   * Whether the request itself was begun to be sent; asking a proxy for a tunnel does not count.
   */
  static boolean sent(HttpContext context) {
    return context.getAttribute(SENT) != null;
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      HttpResponseInformationCallback callback,
      HttpContext context)
      throws IOException, HttpException {
    if (!request.getMethod().equals("CONNECT")) {
      context.setAttribute(SENT, true);
    }
    ClassicHttpResponse response = super.execute(request, connection, callback, context);
    connection.setSocketTimeout(silence);
    return response;
  }
}
