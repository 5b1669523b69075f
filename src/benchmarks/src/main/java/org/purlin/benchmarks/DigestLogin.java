package org.purlin.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers to one challenge of HTTP Digest, as short as it can be: MD5, {@code qop=auth}, GET, and a
 * server that says what our stand-in says. Threads may share it.
 */
final class DigestLogin {

  private final String challenge;
  private final String user;
  private final String password;
  private final String nonce;
  private final AtomicInteger count = new AtomicInteger();

  /**
   * @param challenge the header {@code WWW-Authenticate}
   */
  DigestLogin(String challenge, String user, String password) {
    this.challenge = challenge;
    this.user = user;
    this.password = password;
    this.nonce = part("nonce");
  }

  /** The header {@code Authorization} for the next request; {@code target} is path and query. */
  String answer(String target) {
    String realm = part("realm");
    String nc = String.format("%08x", count.incrementAndGet());
    String session = nonce + ":" + nc + ":00:auth";
    String response =
        md5(md5(user + ":" + realm + ":" + password) + ":" + session + ":" + md5("GET:" + target));
    return "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", opaque=\"%s\""
            .formatted(user, realm, nonce, target, part("opaque"))
        + ", qop=auth, nc=%s, cnonce=\"00\", response=\"%s\"".formatted(nc, response);
  }

  private String part(String name) {
    Matcher part = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(challenge);
    if (!part.find()) {
      throw new IllegalArgumentException("the challenge has no " + name);
    }
    return part.group(1);
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
