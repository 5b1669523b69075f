package org.purlin.io.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reply with its body in memory. A body with a status other than 2xx is cut after 64 kB. */
public final class HttpReply implements Head {

  private static final Pattern CHARSET =
      Pattern.compile("charset=\"?([A-Za-z0-9._:+-]+)", Pattern.CASE_INSENSITIVE);

  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;
  private final int attempts;
  private final boolean processedPerhaps;

  HttpReply(int status, HttpHeaders headers, byte[] body, int attempts) {
    this(status, headers, body, attempts, false);
  }

  private HttpReply(
      int status, HttpHeaders headers, byte[] body, int attempts, boolean processedPerhaps) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.attempts = attempts;
    this.processedPerhaps = processedPerhaps;
  }

  HttpReply withAttempts(int number) {
    return new HttpReply(status, headers, body, number, processedPerhaps);
  }

  HttpReply withProcessedPerhaps(boolean perhaps) {
    return new HttpReply(status, headers, body, attempts, perhaps);
  }

  @Override
  public int status() {
    return status;
  }

  /** Names are found whatever their case. */
  @Override
  public HttpHeaders headers() {
    return headers;
  }

  /**
   * How many attempts it took; sending once more with a new token, or with the answer to a
   * challenge, belongs to the same one.
   */
  public int attempts() {
    return attempts;
  }

  /**
   * Whether an attempt before this reply may have been processed: its answer was lost, or it was a
   * 5xx. Then a reply that refuses says nothing of that one: a 404 to a DELETE may mean that it was
   * ours that deleted. Always false of a GET.
   */
  public boolean mayHaveBeenProcessedBefore() {
    return processedPerhaps;
  }

  /** A copy of the body. */
  public byte[] bodyBytes() {
    return body.clone();
  }

  /** The body from its start, not a copy of it: for parsing pages of many megabytes. */
  public InputStream body() {
    return new ByteArrayInputStream(body);
  }

  /** The body as text, in the charset the reply names, otherwise UTF-8. May be empty. */
  public String bodyText() {
    return new String(body, charset());
  }

  /** The start of the body on one line of at most 1 kB, fit for a message; secrets masked. */
  public String problem() {
    return Problem.text(bodyText());
  }

  private Charset charset() {
    Matcher named = CHARSET.matcher(headers.firstValue("Content-Type").orElse(""));
    try {
      return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException unknown) {
      return StandardCharsets.UTF_8;
    }
  }

  /** Status and length; never the body. */
  @Override
  public String toString() {
    return "status " + status + " with " + Words.count(body.length) + " bytes";
  }
}
