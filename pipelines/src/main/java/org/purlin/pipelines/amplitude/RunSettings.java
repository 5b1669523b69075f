package org.purlin.pipelines.amplitude;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.purlin.io.amplitude.AmplitudeRun;
import org.purlin.io.amplitude.AmplitudeSource;
import org.purlin.io.amplitude.AmplitudeTables;
import org.purlin.io.amplitude.ApiKey;
import org.purlin.io.amplitude.HourRecord;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.RefusedAddressException;
import org.purlin.io.http.RetryPolicy;
import org.purlin.io.http.Timeouts;
import org.purlin.io.http.Trust;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.Storage;
import org.purlin.io.ledger.WindowLedger;
import org.purlin.io.secret.Secret;
import org.purlin.pipelines.NetworkSettings;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.RunPlaces;
import org.purlin.pipelines.TriedSecret;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.transforms.archive.ArchiveLimits;
import org.purlin.transforms.rows.Redaction;

/** Reads the options once and makes values of them. */
final class RunSettings {

  /** 4 GB, the largest archive, at half a megabyte a second. */
  private static final Duration LONGEST_DOWNLOAD = Duration.ofHours(2);

  /** The least that makes sense: most events are longer than this. */
  private static final int MIN_LINE_BYTES = 1_024;

  private RunSettings() {}

  static AmplitudeRun run(ExportAmplitudeOptions options, String ledgerName, boolean byProject) {
    FileLanding landing = RunPlaces.landing(options);
    String state = RunPlaces.state(options);
    Redaction redaction = checkRowOptions(options);
    return new AmplitudeRun(
        landing,
        new WindowLedger<>(Storage.resolve(state, "amplitude/" + ledgerName), HourRecord.class),
        byProject,
        redaction,
        redaction.needsKey() ? TriedSecret.of("--redactKey", options.getRedactKey()) : null,
        ArchiveLimits.DEFAULT
            .withMaxLineBytes(options.getMaxLineBytes())
            .withMaxExpandedBytes(options.getMaxExpandedBytes()),
        options.isKeepArchives(),
        options.isRefetch(),
        Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
  }

  /** What is left out of rows; and whether their limits make sense. */
  static Redaction checkRowOptions(ExportAmplitudeOptions options) {
    if (options.getMaxLineBytes() < MIN_LINE_BYTES || options.getMaxExpandedBytes() < 1) {
      throw new UserMistakeException(
          "--maxLineBytes must be at least "
              + MIN_LINE_BYTES
              + ", and --maxExpandedBytes positive.");
    }
    if (options.getMaxBadLines() < 0) {
      throw new UserMistakeException(
          "--maxBadLines must not be negative, but was: " + options.getMaxBadLines());
    }
    return redaction(options);
  }

  private static Redaction redaction(ExportAmplitudeOptions options) {
    try {
      Redaction redaction = Redaction.parse(options.getRedact(), AmplitudeTables.EVENTS);
      if (redaction.needsKey() && options.getRedactKey() == null) {
        throw new UserMistakeException(
            "--redact hashes something, so --redactKey must say where the key is, for example"
                + " --redactKey=env:REDACT_KEY.");
      }
      return redaction;
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("--redact: " + e.getMessage());
    }
  }

  static AmplitudeSource source(ExportAmplitudeOptions options) {
    URI endpoint = endpoint(options);
    HttpSettings http =
        HttpSettings.forEndpoint(endpoint)
            .withTimeouts(
                Timeouts.DEFAULT
                    .withResponse(duration("--timeout", options.getTimeout()))
                    .withTotal(LONGEST_DOWNLOAD))
            .withRetry(
                // A 504 says that too much was asked; once it may have been chance.
                RetryPolicy.DEFAULT
                    .withBudget(duration("--retryFor", options.getRetryFor()))
                    .withAttempts(504, 2))
            .withProxy(NetworkSettings.proxy(options))
            .withTrust(new Trust(options.getCaFile(), true))
            .withRun(options.getRunId());
    try {
      http.hosts().check(endpoint);
    } catch (RefusedAddressException e) {
      throw new UserMistakeException(
          "--endpoint must start with https://, because the keys are sent there; plain http:// only"
              + " goes to this machine, such as http://127.0.0.1:8080.");
    }
    return new AmplitudeSource(
        ApiKey.of(options.getApiKey()), Secret.parse("--secretKey", options.getSecretKey()), http);
  }

  private static URI endpoint(ExportAmplitudeOptions options) {
    if (options.getEndpoint() == null) {
      return options.getResidency() == ExportAmplitudeOptions.Residency.EU
          ? AmplitudeSource.EU
          : AmplitudeSource.US;
    }
    return OptionValues.url(
        "--endpoint", options.getEndpoint(), "https://amplitude.com or http://127.0.0.1:8080");
  }

  private static Duration duration(String flag, String text) {
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative() && !duration.isZero()) {
        return duration;
      }
    } catch (DateTimeParseException notADuration) {
      // Answered below.
    }
    throw new UserMistakeException(
        flag + " must be a duration such as PT30S or PT10M, but was: " + text);
  }
}
