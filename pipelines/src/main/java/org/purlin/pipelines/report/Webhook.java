package org.purlin.pipelines.report;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.purlin.io.http.AllowedHosts;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.Body;
import org.purlin.io.http.HttpReply;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.HttpTransport;
import org.purlin.io.http.RefusedAddressException;
import org.purlin.io.http.Repeat;
import org.purlin.io.http.RetryPolicy;
import org.purlin.io.http.Timeouts;
import org.purlin.io.http.Trust;
import org.purlin.io.secret.Secret;
import org.purlin.pipelines.NetworkOptions;
import org.purlin.pipelines.NetworkSettings;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.UserMistakeException;

/** A webhook. Who knows its address may write there, so only its host is ever shown. */
final class Webhook {

  /** Whoever takes longer to take a sentence is not well. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final int ATTEMPTS = 2;

  private static final RetryPolicy RETRY =
      RetryPolicy.DEFAULT
          .withAttempts(ATTEMPTS)
          .withBudget(TIMEOUT.multipliedBy(ATTEMPTS))
          .withBackoff(Duration.ofSeconds(1), Duration.ofSeconds(1))
          .withLongestRetryAfter(TIMEOUT);

  /** An answer is a word or a small JSON object. */
  private static final long LONGEST_ANSWER_BYTES = 1_000_000;

  private final URI address;
  private final URI host;

  private Webhook(URI address, URI host) {
    this.address = address;
    this.host = host;
  }

  /**
   * Reads the address.
   *
   * @param allowed hosts with commas between
   * @throws UserMistakeException when it is none, or not one that may be told
   * @throws org.purlin.io.secret.UnresolvedSecretException when it cannot be read
   */
  static Webhook at(Secret reference, String allowed) {
    URI address = address(reference);
    URI host = host(reference, address);
    AllowedHosts hosts = hosts(allowed);
    try {
      hosts.allowPlainHttp().check(host);
    } catch (RefusedAddressException e) {
      throw new UserMistakeException(
          "--notify: " + e.getMessage() + ". Give the hosts you trust with --notifyHosts.");
    }
    try {
      hosts.check(host);
    } catch (RefusedAddressException plainHttp) {
      throw new UserMistakeException(
          "--notify: the webhook at " + host + "… must be spoken to over https://.");
    }
    return new Webhook(address, host);
  }

  private static AllowedHosts hosts(String allowed) {
    try {
      return AllowedHosts.of(OptionValues.words(allowed).toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("--notifyHosts: " + e.getMessage() + ".");
    }
  }

  private static URI address(Secret reference) {
    try {
      return URI.create(reference.resolve());
    } catch (IllegalArgumentException itsMessageRepeatsIt) {
      throw notAnAddress(reference);
    }
  }

  /** The address without what gives the right to write there. */
  private static URI host(Secret reference, URI address) {
    boolean http =
        "https".equalsIgnoreCase(address.getScheme())
            || "http".equalsIgnoreCase(address.getScheme());
    if (!http || address.getHost() == null || address.getRawUserInfo() != null) {
      throw notAnAddress(reference);
    }
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return URI.create(address.getScheme() + "://" + address.getHost() + port + "/");
  }

  private static UserMistakeException notAnAddress(Secret reference) {
    return new UserMistakeException(
        "--notify: "
            + reference
            + " must hold the address of a webhook, which starts with https:// and has no blanks"
            + " and no user in it, but holds something else.");
  }

  /**
   * Sends a sentence. It may arrive twice where an answer was lost.
   *
   * @return in a sentence, what the webhook did not like; empty when it took it
   * @throws IOException when it did not answer
   */
  Optional<String> post(String sentence, NetworkOptions network)
      throws IOException, InterruptedException {
    HttpSettings settings =
        HttpSettings.forEndpoint(host)
            .withTimeouts(new Timeouts(TIMEOUT, TIMEOUT, TIMEOUT, TIMEOUT))
            .withRetry(RETRY)
            .withMaxBodyBytes(LONGEST_ANSWER_BYTES)
            .withProxy(NetworkSettings.proxy(network))
            .withTrust(new Trust(network.getCaFile(), true));
    Body body = Body.json(WebhookBody.of(host.getHost(), sentence)).withRepeat(Repeat.ALWAYS);
    try (HttpTransport http = HttpTransport.open(settings, Authorization.none())) {
      HttpReply reply = http.post(address, body, host + "…");
      return reply.status() >= 200 && reply.status() < 300
          ? Optional.empty()
          : Optional.of(
              "--notify: nobody was told of this run. The webhook at "
                  + host
                  + "… answered "
                  + reply.status()
                  + ". Is the address complete, and is the webhook still there?");
    }
  }

  /** The host; never the address. */
  @Override
  public String toString() {
    return host + "…";
  }
}
