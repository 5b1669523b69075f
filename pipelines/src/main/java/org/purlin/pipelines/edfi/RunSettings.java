package org.purlin.pipelines.edfi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.purlin.io.edfi.District;
import org.purlin.io.edfi.DistrictException;
import org.purlin.io.edfi.EdfiSettings;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.NoAnswerException;
import org.purlin.io.http.NoTokenException;
import org.purlin.io.http.ProxySettings;
import org.purlin.io.http.Trust;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.RunLock;
import org.purlin.io.landing.Storage;
import org.purlin.io.secret.Secret;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.transforms.edfi.ResourceName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the options that all verbs have, once, and makes values of them. */
final class RunSettings {

  private static final Logger LOG = LoggerFactory.getLogger(RunSettings.class);

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
    Duration timeout = duration("--timeout", options.getTimeout());
    if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new UserMistakeException("--timeout must be from PT1S to PT30M, but was: " + timeout);
    }
    return new EdfiSettings(
        concurrency,
        timeout,
        duration("--retryFor", options.getRetryFor()),
        duration("--longestWait", options.getLongestWait()),
        options.getRequestsPerSecond(),
        options.isAllowPlainHttp(),
        options.getHttpUserAgent(),
        proxy(options),
        new Trust(options.getCaFile(), true),
        options.getProfile(),
        snapshot,
        run);
  }

  private static ProxySettings proxy(EdfiOptions options) {
    if (options.getProxy() == null) {
      return null;
    }
    try {
      ProxySettings proxy = ProxySettings.parse(options.getProxy());
      return options.getProxyUser() == null
          ? proxy
          : proxy.withLogin(
              options.getProxyUser(),
              options.getProxyPassword() == null
                  ? null
                  : Secret.parse("--proxyPassword", options.getProxyPassword()));
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("--proxy: " + e.getMessage());
    }
  }

  static Duration duration(String flag, String value) {
    try {
      Duration duration = Duration.parse(value);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Answered below.
    }
    throw new UserMistakeException(
        flag + " must be an ISO-8601 duration such as PT30S, but was: " + value);
  }

  /** The words of a list with commas; blanks around them do not count, empty ones neither. */
  static List<String> words(String list) {
    return list == null
        ? List.of()
        : Arrays.stream(list.split(",", -1))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .toList();
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

  static FileLanding landing(JobOptions options) {
    checkPlace("--output", options.getOutput());
    return new FileLanding(options.getOutput(), options.getRunId(), options.getIfExists());
  }

  /** Where the verbs remember what is proven done. */
  static String state(JobOptions options) {
    checkPlace("--state", options.getState());
    return options.getState() == null
        ? Storage.resolve(options.getOutput(), "_state")
        : options.getState();
  }

  /**
   * The file a run leaves when it came to its end.
   *
   * @param verb the last word of the job's verb
   */
  static String proof(JobOptions options, String verb) {
    String proof =
        Storage.resolve(
            options.getOutput(), "_runs/" + options.getRunId() + "/edfi-" + verb + ".json");
    try {
      if (Storage.size(proof).isPresent()) {
        throw new UserMistakeException(
            "--runId names a run that has been here before; give another or none.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return proof;
  }

  private static void checkPlace(String flag, String place) {
    if (place == null) {
      return;
    }
    try {
      if (!place.isBlank() && !place.startsWith("bigquery:")) {
        FileSystems.matchNewResource(place, true);
        return;
      }
    } catch (IllegalArgumentException noSuchFileSystem) {
      // Answered below.
    }
    throw new UserMistakeException(
        flag + " must be a directory; this build cannot write to: " + place);
  }

  /** Takes the output for this run alone, and removes what killed runs left there. */
  static RunLock take(FileLanding landing) {
    try {
      RunLock lock =
          RunLock.tryTake(landing.root())
              .orElseThrow(
                  () ->
                      new UserMistakeException(
                          "Another run is writing to "
                              + landing.root()
                              + ". Wait until it has ended, or give another --output."));
      if (lock.isExclusive()) {
        landing.cleanUpAfterOthers();
      }
      return lock;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends a run, however it went. */
  static void giveBack(FileLanding landing, RunLock lock) {
    try (lock) {
      landing.cleanUp();
    } catch (IOException e) {
      LOG.warn("Temporary files of this run are left; the next run removes them.", e);
    }
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
