package org.purlin.pipelines.csc;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.purlin.io.csc.ReceiverSettings;
import org.purlin.io.http.Body;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.HttpReply;
import org.purlin.io.http.HttpTransport;
import org.purlin.io.http.Probe;
import org.purlin.io.http.Repeat;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.check.Check;
import org.purlin.pipelines.check.Checklist;
import org.purlin.pipelines.report.ExitCode;

/**
 * Tries the way to the receiver: options, secrets, network, token, and a post that says nothing.
 */
final class EndpointChecks {

  /**
   * Posted to see whether the receiver lets us in. It delivers no child, because what is delivered
   * is an array of children; the Python sender's smoke test posts the same. 400 and 422 mean that
   * it was read and refused, as it should be.
   */
  private static final String HARMLESS = "{}";

  private static final String KEYS =
      "Check --supplierKey, --scope and the client's permissions; with 403 also whether a firewall"
          + " is in the way (--httpUserAgent).";

  private final CheckCscOptions options;
  private final Checklist checks;

  EndpointChecks(CheckCscOptions options, Checklist checks) {
    this.options = options;
    this.checks = checks;
  }

  void run() throws InterruptedException {
    ReceiverSettings receiver;
    try {
      receiver = CscSettings.receiver(options, Duration.ZERO);
      checks.ok("receiver options", receiver.children().toString());
    } catch (UserMistakeException e) {
      checks.fail("receiver options", e, "");
      return;
    }
    testOrLive();
    boolean secrets = checks.secret("--clientId", options.getClientId());
    secrets &= checks.secret("--clientSecret", options.getClientSecret());
    secrets &= checks.secret("--supplierKey", options.getSupplierKey());
    secrets &= checks.secret("--proxyPassword", options.getProxyPassword());
    boolean way = checks.network("receiver", receiver.children(), receiver.http());
    URI tokens = CscSettings.tokenEndpoint(options);
    if (!Objects.equals(tokens.getAuthority(), receiver.children().getAuthority())) {
      way &= checks.network("token server", tokens, receiver.http());
    }
    if (!secrets || !way) {
      checks.skip(secrets ? Checklist.NO_WAY : Checklist.NO_SECRET, "sign-in", "post");
    } else if (signIn(receiver)) {
      post(receiver);
    } else {
      checks.skip("there is no token", "post");
    }
  }

  private void testOrLive() {
    try {
      CscSettings.checkNotMixedUp(options);
      checks.ok("test or live", options.getTable() + " fits the address");
    } catch (UserMistakeException e) {
      checks.fail("test or live", e, "");
    }
  }

  private boolean signIn(ReceiverSettings receiver) throws InterruptedException {
    try (Probe probe = Probe.open(receiver.http())) {
      Duration life = probe.token(CscSettings.client(options));
      checks.ok("sign-in", "a token was issued, for " + life.toMinutes() + " minutes");
      return true;
    } catch (IOException e) {
      checks.fail("sign-in", e, "");
    }
    return false;
  }

  private void post(ReceiverSettings receiver) throws InterruptedException {
    try (HttpTransport http =
        HttpTransport.open(
            receiver.http().withRetry(receiver.http().retry().withAttempts(1)),
            receiver.authorization())) {
      checks.add(
          judged(http.post(receiver.children(), Body.json(HARMLESS).withRepeat(Repeat.ALWAYS))));
    } catch (CredentialsRefusedException e) {
      checks.fail("post", e, KEYS);
    } catch (IOException e) {
      checks.fail("post", e, "");
    }
  }

  private static Check judged(HttpReply reply) {
    String found = "answered " + reply.status() + " to a post that holds no child";
    return switch (reply.status()) {
      case 200, 400, 422 -> Check.ok("post", found);
      case 401, 403 -> Check.fail("post", found + ".", KEYS, ExitCode.SIGN_IN_REFUSED);
      case 404, 405 ->
          Check.fail("post", found + ".", "Check --endpoint and --laCode.", ExitCode.MISTAKE);
      default -> Check.fail("post", found + ".", Checklist.LATER, ExitCode.UNREACHABLE);
    };
  }
}
