package org.purlin.pipelines.edfi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.purlin.io.edfi.District;
import org.purlin.io.edfi.DistrictException;
import org.purlin.io.edfi.EdfiSettings;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.NoAnswerException;
import org.purlin.io.http.NoTokenException;
import org.purlin.io.http.Trust;
import org.purlin.pipelines.NetworkSettings;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.transforms.edfi.ResourceName;

/** Reads the options that all verbs have, once, and makes values of them. */
final class RunSettings {

  /**
   * What tha-edfi-runner's constructor calls things, in capitals as a {@code .env} file has them;
   * and the same with a prefix. That files have these names is a guess.
   */
  static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("BASE_URL", "url"),
          Map.entry("CLIENT_ID", "key"),
          Map.entry("CLIENT_SECRET", "secret"),
          Map.entry("BEARER_TOKEN", "bearer"),
          Map.entry("API_VERSION", "apiVersion"),
          Map.entry("TOKEN_URL", "tokenUrl"),
          Map.entry("EDFI_API_BASE_URL", "url"),
          Map.entry("EDFI_API_CLIENT_ID", "key"),
          Map.entry("EDFI_API_CLIENT_SECRET", "secret"));

  /** More connections than this help no server. */
  private static final int MOST_CONCURRENCY = 256;

  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(30);

  private RunSettings() {}

  /**
   * How districts are spoken to.
   *
   * @param run names the run
   * @param snapshot whether a static copy is read
   */
  static EdfiSettings settings(EdfiOptions options, String run, boolean snapshot) {
    int concurrency = options.getConcurrency();
    if (concurrency < 1 || concurrency > MOST_CONCURRENCY) {
      throw new UserMistakeException(
          "--concurrency must be from 1 to " + MOST_CONCURRENCY + ", but was: " + concurrency);
    }
    if (!(options.getRequestsPerSecond() >= 0)) {
      throw new UserMistakeException(
          "--requestsPerSecond must be 0 or more, but was: " + options.getRequestsPerSecond());
    }
    Duration timeout = OptionValues.duration("--timeout", options.getTimeout());
    if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new UserMistakeException("--timeout must be from PT1S to PT30M, but was: " + timeout);
    }
    return new EdfiSettings(
        concurrency,
        timeout,
        OptionValues.duration("--retryFor", options.getRetryFor()),
        OptionValues.duration("--longestWait", options.getLongestWait()),
        options.getRequestsPerSecond(),
        options.isAllowPlainHttp(),
        options.getHttpUserAgent(),
        NetworkSettings.proxy(options),
        new Trust(options.getCaFile(), true),
        options.getProfile(),
        snapshot,
        run);
  }

  /** A resource's name out of a flag's value. */
  static ResourceName resource(String flag, String text) {
    try {
      return ResourceName.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(flag + ": " + e.getMessage());
    }
  }

  /** What a run is for, short, for the log's name. */
  static String window(List<District> districts) {
    return districts.size() == 1 ? districts.get(0).key() : districts.size() + "-districts";
  }

  /** What makes a command end in which way; a job goes on and reports it. */
  static Optional<ExitCode> exitCodeOf(Throwable failure) {
    if (failure instanceof CredentialsRefusedException || failure instanceof NoTokenException) {
      return Optional.of(ExitCode.SIGN_IN_REFUSED);
    }
    if (failure instanceof NoAnswerException) {
      return Optional.of(ExitCode.UNREACHABLE);
    }
    return failure instanceof DistrictException ? Optional.of(ExitCode.MISTAKE) : Optional.empty();
  }
}
