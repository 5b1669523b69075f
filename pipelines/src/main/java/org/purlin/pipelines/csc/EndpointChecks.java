package org.purlin.pipelines.csc;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.purlin.io.csc.ReceiverSettings;
import org.purlin.io.http.Body;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.HttpReply;
import org.purlin.io.http.HttpTransport;
import org.purlin.io.http.Probe;
import org.purlin.io.http.Repeat;
import org.purlin.io.secret.Secret;
import org.purlin.io.secret.UnresolvedSecretException;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.check.Check;
import org.purlin.pipelines.check.NetworkChecks;
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

  private final CscCheckOptions options;
  private final List<Check> checks = new ArrayList<>();

  EndpointChecks(CscCheckOptions options) {
    this.options = options;
  }

  List<Check> run() throws InterruptedException {
    ReceiverSettings receiver;
    try {
      receiver = CscSettings.receiver(options, Duration.ZERO);
      checks.add(Check.ok("receiver options", receiver.children().toString()));
    } catch (UserMistakeException e) {
      checks.add(Check.fail("receiver options", e.getMessage(), "", ExitCode.MISTAKE));
      return checks;
    }
    testOrLive();
    boolean secrets = true;
    secrets &= secret("--clientId", options.getClientId());
    secrets &= secret("--clientSecret", options.getClientSecret());
    secrets &= secret("--supplierKey", options.getSupplierKey());
    secrets &= secret("--proxyPassword", options.getProxyPassword());
    try (Probe probe = Probe.open(receiver.http())) {
      boolean reachable = network("receiver", receiver.children(), probe);
      URI tokens = CscSettings.tokenEndpoint(options);
      if (!Objects.equals(tokens.getAuthority(), receiver.children().getAuthority())) {
        reachable &= network("sign-in", tokens, probe);
      }
      if (!secrets || !reachable) {
        String why = secrets ? "a server cannot be reached" : "a secret is missing";
        checks.add(Check.skipped("token", why));
        checks.add(Check.skipped("post", why));
      } else if (token(probe)) {
        post(receiver);
      } else {
        checks.add(Check.skipped("post", "there is no token"));
      }
    } catch (IllegalArgumentException | UnresolvedSecretException e) {
      checks.add(Check.fail("network options", e.getMessage(), "", ExitCode.MISTAKE));
    }
    return checks;
  }

  private void testOrLive() {
    try {
      CscSettings.checkNotMixedUp(options);
      checks.add(Check.ok("test or live", options.getTable() + " fits the address"));
    } catch (UserMistakeException e) {
      checks.add(Check.fail("test or live", e.getMessage(), "", ExitCode.MISTAKE));
    }
  }

  private boolean secret(String flag, String reference) {
    if (reference == null) {
      return true;
    }
    try {
      Secret.parse(flag, reference).resolve();
      checks.add(Check.ok("secret " + flag, "in " + reference));
      return true;
    } catch (UnresolvedSecretException | IllegalArgumentException e) {
      checks.add(Check.fail("secret " + flag, e.getMessage(), "", ExitCode.MISTAKE));
      return false;
    }
  }

  private boolean network(String server, URI address, Probe probe) throws InterruptedException {
    List<Check> way = NetworkChecks.of(server, address, probe);
    checks.addAll(way);
    return way.stream().noneMatch(check -> check.status() == Check.Status.FAIL);
  }

  private boolean token(Probe probe) throws InterruptedException {
    try {
      Duration life = probe.token(CscSettings.client(options));
      checks.add(Check.ok("token", "issued, for " + life.toMinutes() + " minutes"));
      return true;
    } catch (CredentialsRefusedException e) {
      checks.add(Check.fail("token", e.getMessage(), "", ExitCode.SIGN_IN_REFUSED));
    } catch (IOException e) {
      checks.add(Check.fail("token", e.getMessage(), "", ExitCode.UNREACHABLE));
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
      checks.add(Check.fail("post", e.getMessage(), "", ExitCode.SIGN_IN_REFUSED));
    } catch (IOException e) {
      checks.add(Check.fail("post", e.getMessage(), "", ExitCode.UNREACHABLE));
    }
  }

  private static Check judged(HttpReply reply) {
    String found = "answered " + reply.status() + " to a post that holds no child";
    return switch (reply.status()) {
      case 200, 400, 422 -> Check.ok("post", found);
      case 401, 403 ->
          Check.fail(
              "post",
              found + ".",
              "Check --supplierKey, --scope and the client's permissions; with 403 also whether a"
                  + " firewall is in the way (--httpUserAgent).",
              ExitCode.SIGN_IN_REFUSED);
      case 404, 405 ->
          Check.fail("post", found + ".", "Check --endpoint and --laCode.", ExitCode.MISTAKE);
      default ->
          Check.fail(
              "post",
              found + ".",
              "Try again later; if it stays so, ask the Department.",
              ExitCode.UNREACHABLE);
    };
  }
}
