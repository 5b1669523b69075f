package org.purlin.pipelines.report;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.purlin.io.secret.Secret;
import org.purlin.io.secret.UnresolvedSecretException;
import org.purlin.pipelines.NetworkOptions;
import org.purlin.pipelines.NotifyOptions;
import org.purlin.pipelines.NotifyOptions.NotifyOn;
import org.purlin.pipelines.UserMistakeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a webhook in one sentence how a run ended, where {@link NotifyOptions} ask for it. What is
 * sent holds no secret and nothing of the data. That nobody could be told never changes how a run
 * ends.
 */
public final class Notify {

  private static final Logger LOG = LoggerFactory.getLogger(Notify.class);

  private static final String BEING_ENDED =
      "--notify: nobody was told of this run, because it was being ended.";

  private Notify() {}

  /**
   * Checks that there is a webhook which may be told, without telling it anything. Does nothing
   * when none was asked for.
   *
   * @throws UserMistakeException when there is no address where one should be, or it is one of a
   *     host that is not allowed; the message never repeats the address
   */
  public static void check(PipelineOptions options) {
    NotifyOptions asked = options.as(NotifyOptions.class);
    if (asked.getNotify() == null) {
      return;
    }
    try {
      webhook(asked);
    } catch (UnresolvedSecretException e) {
      if (!e.isPassing()) {
        throw new UserMistakeException("--notify: " + e.getMessage());
      }
      LOG.warn("--notify: {} It is read again when the run has ended.", e.getMessage());
    }
  }

  /**
   * Tells the webhook, unless none was asked for or nobody wants to hear of a run that went well.
   * Takes half a minute at most. Never throws.
   *
   * @param warnings sentences about this run, or about it among others; may be empty. With one, a
   *     run did not go well.
   * @param place where the report is; empty when there is none
   * @return in a sentence, why the webhook could not be told; empty when it was, or need not be
   */
  public static Optional<String> post(
      PipelineOptions options, RunReport report, List<String> warnings, String place) {
    NotifyOptions asked = options.as(NotifyOptions.class);
    boolean problems = report.exitCode() != ExitCode.DONE.number() || !warnings.isEmpty();
    if (asked.getNotify() == null || (asked.getNotifyOn() == NotifyOn.PROBLEMS && !problems)) {
      return Optional.empty();
    }
    try {
      return webhook(asked)
          .post(RunSentence.of(report, warnings, place), options.as(NetworkOptions.class));
    } catch (UserMistakeException e) {
      return Optional.of(e.getMessage());
    } catch (UnresolvedSecretException e) {
      return Optional.of("--notify: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      return Optional.of(
          Thread.currentThread().isInterrupted()
              ? BEING_ENDED
              : "--notify: nobody was told of this run. " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(BEING_ENDED);
    }
  }

  private static Webhook webhook(NotifyOptions asked) {
    Secret address;
    try {
      address = Secret.parse("--notify", asked.getNotify());
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(e.getMessage());
    }
    return Webhook.at(address, asked.getNotifyHosts());
  }
}
