package org.purlin.pipelines.check;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.purlin.io.http.Look;
import org.purlin.io.http.Probe;
import org.purlin.io.http.ShownCertificate;
import org.purlin.pipelines.report.ExitCode;

/** Tries the way to a server, from its name to its clock. What fails ends with UNREACHABLE. */
public final class NetworkChecks {

  /** Microsoft's sign-in takes clocks that are up to five minutes off; warn well before. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

  /** Time to renew a certificate before it is over. */
  private static final Duration CERTIFICATE_TOLERANCE = Duration.ofDays(14);

  private final String server;
  private final URI address;
  private final Probe probe;
  private final List<Check> checks = new ArrayList<>();

  private NetworkChecks(String server, URI address, Probe probe) {
    this.server = server;
    this.address = address;
    this.probe = probe;
  }

  /**
   * Name, proxy, connection, TLS and clock of a server. After a failure the rest is skipped.
   *
   * @param server what it is called in the table: {@code receiver}
   */
  public static List<Check> of(String server, URI address, Probe probe)
      throws InterruptedException {
    NetworkChecks checks = new NetworkChecks(server, address, probe);
    checks.run();
    return List.copyOf(checks.checks);
  }

  private void run() throws InterruptedException {
    Optional<String> proxy;
    try {
      proxy = probe.proxyTo(address);
    } catch (IllegalArgumentException e) {
      checks.add(
          Check.fail(what("proxy"), e.getMessage(), "Correct the variable.", ExitCode.MISTAKE));
      return;
    }
    String next = proxy.map(at -> "the proxy " + at).orElse(address.getHost());
    checks.add(Check.ok(what("proxy"), proxy.map(at -> "through " + at).orElse("none, direct")));
    if (name(next) && connection(next)) {
      answer(probe.look(address));
    } else {
      checks.add(Check.skipped(what("TLS"), "there is no connection"));
      checks.add(Check.skipped(what("clock"), "there is no connection"));
    }
  }

  private boolean name(String next) {
    try {
      List<String> addresses = probe.addresses(address);
      checks.add(Check.ok(what("name"), next + " is " + String.join(", ", addresses)));
      return true;
    } catch (IOException e) {
      checks.add(
          Check.fail(
              what("name"),
              next + " is not known to this machine's name server.",
              "Check the spelling, the name server, and whether a proxy is needed.",
              ExitCode.UNREACHABLE));
      checks.add(Check.skipped(what("connection"), "the name is not known"));
      return false;
    }
  }

  private boolean connection(String next) {
    try {
      probe.connect(address);
      checks.add(Check.ok(what("connection"), "to " + next));
      return true;
    } catch (IOException e) {
      checks.add(
          Check.fail(
              what("connection"),
              "none to " + withPort(next) + ": " + why(e) + ".",
              "Check the port, the firewall's list of allowed hosts, and whether a proxy is"
                  + " needed.",
              ExitCode.UNREACHABLE));
      return false;
    }
  }

  /** A proxy is named with its port already. */
  private String withPort(String next) {
    return probe.proxyTo(address).isPresent() ? next : next + ":" + probe.portTo(address);
  }

  private static String why(IOException failure) {
    if (failure instanceof SocketTimeoutException) {
      return "nobody answered in time";
    }
    if (failure instanceof NoRouteToHostException) {
      return "there is no way to it from this machine";
    }
    return failure instanceof ConnectException
        ? "nobody listens there, or a firewall is in the way"
        : "this machine's network gave it up";
  }

  private void answer(Look look) {
    if (look.trouble() != null) {
      noAnswer(look);
      checks.add(Check.skipped(what("clock"), "it did not answer"));
      return;
    }
    checks.add(tls(look.certificate(), look.ownTime()));
    checks.add(clock(look));
  }

  private void noAnswer(Look look) {
    boolean plain = "http".equalsIgnoreCase(address.getScheme());
    boolean refused = look.isForAnotherName() || look.isUntrusted();
    if (!plain && (refused || look.certificate() == null)) {
      checks.add(
          Check.fail(
              what("TLS"),
              look.trouble() + shown(look.certificate()),
              todo(look),
              ExitCode.UNREACHABLE));
      return;
    }
    checks.add(tls(look.certificate(), look.ownTime()));
    checks.add(
        Check.fail(
            what("answer"),
            look.trouble() + ".",
            "Check the port, and what a proxy or firewall on the way does with it.",
            ExitCode.UNREACHABLE));
  }

  private static String todo(Look look) {
    if (look.isForAnotherName()) {
      return "Correct the host's name in the address. If it is right, somebody else answers: ask"
          + " the network team.";
    }
    return look.isUntrusted()
        ? "Give the certificate of that authority as --caFile, where the job has this flag, or"
            + " install it on this machine."
        : "Check the port, and whether a proxy or firewall lets TLS through.";
  }

  private static String shown(ShownCertificate certificate) {
    return certificate == null
        ? "."
        : ". Its certificate is for "
            + certificate.subject()
            + " and from "
            + certificate.issuer()
            + ".";
  }

  private Check tls(ShownCertificate certificate, Instant now) {
    if (certificate == null) {
      return Check.skipped(what("TLS"), "plain http");
    }
    String found =
        "certificate from "
            + certificate.issuer()
            + ", until "
            + certificate.until().atZone(ZoneOffset.UTC).toLocalDate();
    if (!certificate.trustedByJava()) {
      return Check.warn(
          what("TLS"),
          found,
          "Java does not know this issuer: a proxy may look into what is sent. It works, because"
              + " this machine or the CA file vouches for it; ask whether that is meant to be.");
    }
    return certificate.until().isBefore(now.plus(CERTIFICATE_TOLERANCE))
        ? Check.warn(what("TLS"), found, "The certificate ends soon; its owner must renew it.")
        : Check.ok(what("TLS"), found);
  }

  private Check clock(Look look) {
    if (look.serverTime() == null) {
      return Check.skipped(what("clock"), "the server does not tell the time");
    }
    Duration off = Duration.between(look.serverTime(), look.ownTime());
    long seconds = off.toSeconds();
    String found =
        Math.abs(seconds) < 2
            ? "the same time here and there"
            : "this machine is " + Math.abs(seconds) + " s " + (seconds > 0 ? "ahead" : "behind");
    return off.abs().compareTo(CLOCK_TOLERANCE) > 0
        ? Check.warn(
            what("clock"), found, "Set this machine's clock; sign-ins are refused when it is off.")
        : Check.ok(what("clock"), found);
  }

  private String what(String part) {
    return server + " " + part;
  }
}
