package org.purlin.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.pipelines.NetworkOptions;
import org.purlin.pipelines.NotifyOptions;
import org.purlin.pipelines.UserMistakeException;

/** What a webhook is told of a run, which may be told, and what happens when it does not listen. */
@Timeout(60)
class NotifyTest {

  private final NotifyOptions options = PipelineOptionsFactory.as(NotifyOptions.class);
  private FakeWebhook hook;

  @BeforeEach
  void open() throws IOException {
    hook = new FakeWebhook();
    at(hook.address());
    options.setNotifyHosts("127.0.0.1");
  }

  @AfterEach
  void stop() {
    hook.close();
    LocalEnvironment.clear();
  }

  private void at(String address) {
    LocalEnvironment.add(Map.of("COUNT_HOOK", address));
    options.setNotify("env:COUNT_HOOK");
  }

  private static RunReport run(int exitCode, String sentence) {
    Instant start = Instant.parse("2026-01-02T03:04:05Z");
    return new RunReport(
        RunReport.SCHEMA_VERSION,
        "count",
        "0.1.0",
        "night-1",
        "hours/1-6",
        start,
        start.plusSeconds(60),
        exitCode,
        sentence,
        "logs/count.log",
        Map.of(),
        List.of(),
        null,
        null,
        RunReport.Outcome.builder().build());
  }

  private Optional<String> post(int exitCode, String... warnings) {
    return Notify.post(
        options, run(exitCode, "All done; hours: 6 read = 6 landed."), List.of(warnings), "out");
  }

  private String told(String sentence) throws IOException {
    assertThat(Notify.post(options, run(1, sentence), List.of(), ""), is(Optional.empty()));
    return new ObjectMapper().readTree(hook.bodies().get(0)).path("text").asText();
  }

  @Test
  void theSentenceNamesTheJobTheRunTheVerdictTheNumbersAndTheReport() {
    assertThat(post(0), is(Optional.empty()));

    assertThat(
        hook.requests(),
        is(
            List.of(
                "POST /hooks/T0K3Nxkcd4711abcdefgh?sig=T0K3Nxkcd4711abcdefgh application/json")));
    assertThat(
        hook.bodies(),
        is(
            List.of(
                "{\"text\":\"purlin count hours/1-6, run night-1, ended with exit code 0 (all"
                    + " done): All done; hours: 6 read = 6 landed. The report is in out.\"}")));
  }

  @Test
  void warningsFollowAndOfManyTheFirstFive() {
    post(0, "Rows are missing.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven.");

    assertThat(
        hook.bodies().get(0),
        endsWith(
            " = 6 landed. Rows are missing. Two. Three. Four. Five. And 2 more warnings. The report"
                + " is in out.\"}"));
  }

  @Test
  void withoutAReportTheLogIsNamed() throws IOException {
    assertThat(told("The disk is full."), endsWith("The disk is full. The log is logs/count.log."));
  }

  @Test
  void aRunThatWentWellIsNotToldWhereOnlyProblemsAreWanted() {
    options.setNotifyOn(NotifyOptions.NotifyOn.PROBLEMS);

    assertThat(post(0), is(Optional.empty()));
    assertThat(hook.bodies(), is(empty()));
    post(3);
    post(0, "Drift.");
    assertThat(hook.bodies(), hasSize(2));
  }

  @Test
  void withoutAWebhookNothingIsSentAndNothingIsWrong() {
    options.setNotify(null);

    Notify.check(options);

    assertThat(post(1), is(Optional.empty()));
    assertThat(hook.bodies(), is(empty()));
  }

  @Test
  void wordsOfALibraryStayHereBecauseTheyMayQuoteTheData() throws IOException {
    assertThat(
        told("Failed unexpectedly: SQLException: cannot convert 'Ada Lovelace' to int."),
        containsString(": Failed unexpectedly: SQLException. The log is logs/count.log."));
  }

  @Test
  void nobodyIsCalledByNameAndNoLineIsBroken() throws IOException {
    assertThat(
        told("Done <!everyone> <https://x.example|here>.\n\u202eReversed"),
        containsString("Done ‹!everyone› ‹https://x.example|here›. Reversed The log"));
  }

  @Test
  void aLongSentenceIsCutAndStillSaysWhereToReadOn() throws IOException {
    String text = told("All bad: " + "x".repeat(5000));

    assertThat(text.length(), is(1500));
    assertThat(text, endsWith("xxx… The log is logs/count.log."));
  }

  @Test
  void secretsAreMaskedInTheSentence() throws IOException {
    assertThat(told("Refused: " + hook.address()), containsString("Refused: *** The log"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hooks.slack.com", "chat.googleapis.com", "acme.webhook.office.com"})
  void mostTakeAText(String host) {
    assertThat(WebhookBody.of(host, "Done."), is("{\"text\":\"Done.\"}"));
  }

  @Test
  void discordTakesContentAndCallsNobody() {
    assertThat(
        WebhookBody.of("discord.com", "Done @everyone."),
        is("{\"content\":\"Done @everyone.\",\"allowed_mentions\":{\"parse\":[]}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"prod-1.westeurope.logic.azure.com", "e1.environment.api.powerplatform.com"})
  void workflowsOfTeamsTakeACard(String host) throws IOException {
    JsonNode body = new ObjectMapper().readTree(WebhookBody.of(host, "Done."));

    assertThat(body.path("text").asText(), is("Done."));
    JsonNode card = body.path("attachments").path(0);
    assertThat(card.path("contentType").asText(), is("application/vnd.microsoft.card.adaptive"));
    assertThat(card.path("content").path("type").asText(), is("AdaptiveCard"));
    assertThat(card.path("content").path("body").path(0).path("text").asText(), is("Done."));
  }

  @ParameterizedTest
  @CsvSource({
    "https://hooks.slack.com/services/1/2/abc",
    "https://chat.googleapis.com/v1/spaces/A/messages?key=k&token=t",
    "https://discord.com/api/webhooks/1/abc",
    "https://acme.webhook.office.com/webhookb2/abc",
    "https://prod-1.westeurope.logic.azure.com:443/workflows/abc/triggers/manual?sig=s",
    "https://e1.0a.environment.api.powerplatform.com:443/powerautomate/abc?sig=s",
    "https://ntfy.sh/topic"
  })
  void theUsualHostsNeedNoFlag(String address) {
    at(address);
    options.setNotifyHosts(NotifyOptions.USUAL_HOSTS);

    Notify.check(options);
  }

  @Test
  void anotherHostIsRefusedAndNothingIsSent() {
    options.setNotifyHosts("hooks.slack.com,*.example.org");
    String why =
        "--notify: The host of "
            + hook.origin()
            + " is not allowed; allowed: hooks.slack.com, *.example.org. Give the hosts you trust"
            + " with --notifyHosts.";

    assertThat(refused(), is(why));
    assertThat(post(0), is(Optional.of(why)));
    assertThat(hook.bodies(), is(empty()));
  }

  @Test
  void plainHttpLeavesThisMachineNever() {
    at("http://chat.example.org/hooks/s3cr3t");
    options.setNotifyHosts("chat.example.org");

    assertThat(
        refused(),
        is("--notify: the webhook at http://chat.example.org/… must be spoken to over https://."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hooks.slack.com/services/s3cr3t",
        "ftp://hooks.slack.com/s3cr3t",
        "https://ada:s3cr3t@hooks.slack.com/",
        "https:///s3cr3t",
        "https://hooks.slack.com/a s3cr3t",
        "{{s3cr3t}}"
      })
  void whatIsNoAddressIsRefusedWithoutRepeatingIt(String address) {
    at(address);

    assertThat(
        refused(),
        is(
            "--notify: env:COUNT_HOOK must hold the address of a webhook, which starts with https://"
                + " and has no blanks and no user in it, but holds something else."));
  }

  @Test
  void anAddressInPlainSightIsRefusedWithoutRepeatingIt() {
    options.setNotify("https://hooks.slack.com/services/s3cr3t");

    assertThat(refused(), startsWith("--notify must be a reference to a secret, not the secret"));
    assertThat(refused(), not(containsString("s3cr3t")));
  }

  @Test
  void aHostThatIsNoHostIsRefused() {
    options.setNotifyHosts("https://chat.example.org/");

    assertThat(refused(), startsWith("--notifyHosts: An allowed host must look like"));
  }

  @Test
  void anAddressThatIsNotThereIsRefused() {
    options.setNotify("env:NO_SUCH_HOOK");
    String why =
        "--notify: Environment variable NO_SUCH_HOOK is not set. Set it, or put it into a .env file"
            + " in the working directory.";

    assertThat(refused(), is(why));
    assertThat(post(0), is(Optional.of(why)));
  }

  @Test
  void aWebhookThatHiccupsIsToldTwice() {
    hook.answerNext(503);

    assertThat(post(0), is(Optional.empty()));
    assertThat(hook.bodies(), hasSize(2));
  }

  @Test
  void aWebhookThatFailsIsToldNoMoreThanTwiceAndNamedByItsHost() {
    hook.answerNext(500, 500, 500);

    assertThat(
        post(0),
        is(
            Optional.of(
                "--notify: nobody was told of this run. The webhook at "
                    + hook.origin()
                    + "… answered 500. Is the address complete, and is the webhook still there?")));
    assertThat(hook.bodies(), hasSize(2));
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    try (FakeWebhook elsewhere = new FakeWebhook()) {
      hook.answerNext(307);
      hook.redirectTo(elsewhere.address());

      assertThat(post(0).orElseThrow(), containsString("… answered 307."));
      assertThat(elsewhere.bodies(), is(empty()));
    }
  }

  @Test
  void aWebhookThatIsNotThereIsNamedByItsHost() {
    hook.close();

    String trouble = post(0).orElseThrow();

    assertThat(
        trouble,
        startsWith(
            "--notify: nobody was told of this run. POST "
                + hook.origin()
                + "… got no whole answer in 2 attempts over "));
    assertThat(trouble, not(containsString(FakeWebhook.TOKEN)));
  }

  @Test
  void theWebhookIsReachedAsTheNetworkOptionsSay() {
    options.as(NetworkOptions.class).setProxy("no proxy");

    assertThat(post(0).orElseThrow(), startsWith("--proxy: "));
    assertThat(hook.bodies(), is(empty()));
  }

  @Test
  void anInterruptedThreadIsToldSoAndStaysInterrupted() {
    Thread.currentThread().interrupt();

    Optional<String> trouble = post(0);

    assertThat(Thread.interrupted(), is(true));
    assertThat(
        trouble,
        is(Optional.of("--notify: nobody was told of this run, because it was being ended.")));
    assertThat(hook.bodies(), is(empty()));
  }

  private String refused() {
    return assertThrows(UserMistakeException.class, () -> Notify.check(options)).getMessage();
  }
}
