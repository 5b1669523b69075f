package org.purlin.pipelines.check;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.NoAnswerException;
import org.purlin.io.http.NoTokenException;
import org.purlin.io.http.Probe;
import org.purlin.io.http.RefusedAddressException;
import org.purlin.io.secret.Secret;
import org.purlin.io.secret.UnresolvedSecretException;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.ExitCode;

/**
 * Collects checks as they are made, and makes those that every job needs: secrets and the way to a
 * server. Not thread-safe.
 */
public final class Checklist {

  /** Why what comes after the way to a server was not tried. */
  public static final String NO_WAY = "the server cannot be reached";

  /** Why what needs a secret was not tried. */
  public static final String NO_SECRET = "a secret is missing";

  /** What to do when a server is in trouble. */
  public static final String LATER = "Try again later; if it stays so, ask who runs the server.";

  private final List<Check> checks = new ArrayList<>();

  /** Adds what was tried elsewhere. */
  public void add(Check check) {
    checks.add(check);
  }

  /** Adds what was tried elsewhere. */
  public void addAll(List<Check> more) {
    checks.addAll(more);
  }

  /** All is well. */
  public void ok(String what, String found) {
    add(Check.ok(what, found));
  }

  /** Each of these was not tried. */
  public void skip(String why, String... what) {
    for (String each : what) {
      add(Check.skipped(each, why));
    }
  }

  /**
   * It did not work.
   *
   * @param todo what to do about it; empty when the failure says it
   */
  public void fail(String what, Exception failure, String todo) {
    boolean later = isSilence(failure) || (failure instanceof IOException && todo.isEmpty());
    boolean refused = failure instanceof CredentialsRefusedException;
    add(
        Check.fail(
            what, failure.getMessage(), later && !refused ? LATER : todo, exitCode(failure)));
  }

  private static boolean isSilence(Exception failure) {
    return failure instanceof NoAnswerException
        || failure instanceof NoTokenException
        || (failure instanceof UnresolvedSecretException secret && secret.isPassing());
  }

  /** How the program ends because of this. An answer that is none of the API's is no way to it. */
  private static ExitCode exitCode(Exception failure) {
    if (failure instanceof CredentialsRefusedException) {
      return ExitCode.SIGN_IN_REFUSED;
    }
    if (failure instanceof IOException || isSilence(failure)) {
      return ExitCode.UNREACHABLE;
    }
    return failure instanceof UserMistakeException
            || failure instanceof IllegalArgumentException
            || failure instanceof UnresolvedSecretException
        ? ExitCode.MISTAKE
        : ExitCode.FAILED;
  }

  /**
   * Resolves a secret and forgets it.
   *
   * @param reference null: the option was not given, and nothing is to be tried
   * @return whether nothing is in the way
   */
  public boolean secret(String flag, String reference) {
    if (reference == null) {
      return true;
    }
    String what = "secret " + flag;
    try {
      Secret.parse(flag, reference).resolve();
      ok(what, "in " + reference);
      return true;
    } catch (UnresolvedSecretException e) {
      fail(
          what,
          e,
          "Or name another place with "
              + flag
              + ": env:NAME, file:PATH or secret:projects/P/secrets/S/versions/V.");
    } catch (IllegalArgumentException e) {
      fail(what, e, "");
    }
    return false;
  }

  /**
   * Tries the way to a server.
   *
   * @param server what it is called in the table
   * @return whether it answered
   */
  public boolean network(String server, URI address, HttpSettings http)
      throws InterruptedException {
    try (Probe probe = Probe.open(http)) {
      http.hosts().check(address);
      List<Check> way = NetworkChecks.of(server, address, probe);
      addAll(way);
      return way.stream().noneMatch(check -> check.status() == Check.Status.FAIL);
    } catch (RefusedAddressException e) {
      add(Check.fail(server + " address", e.getMessage(), "", ExitCode.MISTAKE));
    } catch (IllegalArgumentException | UnresolvedSecretException e) {
      fail(server + " network options", e, "");
    }
    return false;
  }

  /** What was tried so far, in that order. */
  public List<Check> list() {
    return List.copyOf(checks);
  }
}
