package org.purlin.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** Who is told how a run ended. */
public interface NotifyOptions extends CommandOptions {

  /**
   * Where the webhooks of well-known services are: Slack, Google Chat, Discord, Teams (connectors,
   * and workflows at their old and their new address), ntfy. As their pages say; none of them
   * promises to keep its address.
   */
  String USUAL_HOSTS =
      "hooks.slack.com,chat.googleapis.com,discord.com,*.webhook.office.com,*.logic.azure.com,"
          + "*.powerplatform.com,ntfy.sh";

  @Description(
      "Webhook that is told in one sentence how the run ended. The address holds a token, so it is"
          + " given as a secret is. It must start with https://.")
  @SecretReference
  String getNotify();

  void setNotify(String value);

  @Description(
      "When the webhook is told: always, or only when the exit code is not 0 or there are"
          + " warnings.")
  @Default.Enum("ALWAYS")
  NotifyOn getNotifyOn();

  void setNotifyOn(NotifyOn value);

  @Description(
      "Hosts that the webhook may be at, with commas between, such as chat.example.org; *.example.org"
          + " is every host below example.org.")
  @Default.String(USUAL_HOSTS)
  String getNotifyHosts();

  void setNotifyHosts(String value);

  /** How runs must end for somebody to be told. */
  enum NotifyOn {
    ALWAYS,
    PROBLEMS
  }
}
