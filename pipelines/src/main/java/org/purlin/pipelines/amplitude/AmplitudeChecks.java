package org.purlin.pipelines.amplitude;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.purlin.io.amplitude.AmplitudeSource;
import org.purlin.io.amplitude.AmplitudeTrial;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.check.Check;
import org.purlin.pipelines.check.Checklist;
import org.purlin.pipelines.report.ExitCode;

/** Tries options, secrets, the way to Amplitude and the keys; or whether there are archives. */
final class AmplitudeChecks {

  private static final String SERVER = "Amplitude";

  /** As the vendor's pages have them. */
  private static final String LIMITS =
      "not told by the API; known: 5 requests at a time, archives up to 4 GB";

  private final ExportAmplitudeOptions options;
  private final Checklist checks;

  AmplitudeChecks(ExportAmplitudeOptions options, Checklist checks) {
    this.options = options;
    this.checks = checks;
  }

  void run() throws InterruptedException {
    if (options.getFromArchives() == null) {
      export();
    } else {
      archives();
    }
  }

  private void export() throws InterruptedException {
    AmplitudeSource source;
    try {
      HoursAsked asked = HoursToExport.asked(options, Instant.now());
      source = RunSettings.source(options);
      RunSettings.checkRowOptions(options);
      checks.ok("options", asked.shown() + " from " + source.http().endpoint());
    } catch (UserMistakeException | IllegalArgumentException e) {
      checks.fail("options", e, "");
      return;
    }
    boolean secrets =
        !options.getApiKey().contains(":") || checks.secret("--apiKey", options.getApiKey());
    secrets &= checks.secret("--secretKey", options.getSecretKey());
    checks.secret("--redactKey", options.getRedactKey());
    boolean way = checks.network(SERVER, source.http().endpoint(), source.http());
    if (way && secrets) {
      signIn(source);
    } else {
      checks.skip(way ? Checklist.NO_SECRET : Checklist.NO_WAY, "sign-in");
    }
    checks.skip(LIMITS, "limits");
  }

  private void signIn(AmplitudeSource source) throws InterruptedException {
    try {
      checks.ok("sign-in", AmplitudeTrial.ask(source));
    } catch (CredentialsRefusedException e) {
      checks.fail("sign-in", e, "");
    } catch (IOException | IllegalArgumentException e) {
      checks.fail("sign-in", e, "Check --endpoint: it must be the API's host, not the web app's.");
    }
  }

  private void archives() {
    try {
      RunSettings.checkRowOptions(options);
      List<String> found = ArchivesRun.archives(options);
      checks.ok("options", "archives are read, Amplitude is not asked");
      checks.secret("--redactKey", options.getRedactKey());
      checks.ok("archives", found.size() + " in " + options.getFromArchives());
    } catch (UserMistakeException | IllegalArgumentException e) {
      checks.fail("options", e, "");
    } catch (IOException e) {
      checks.add(
          Check.fail(
              "archives",
              options.getFromArchives() + " cannot be listed.",
              "Ask for the right to read there.",
              ExitCode.MISTAKE));
    }
  }
}
