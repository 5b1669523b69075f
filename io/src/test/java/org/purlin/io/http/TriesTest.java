package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The waits between tries, by a clock that only moves when told. */
class TriesTest {

  private long now;

  @Test
  void theBackOffDoublesUpToItsCapAndIsCutByAtMostHalf() throws Exception {
    Tries<HttpReply> tries = tries(RetryPolicy.DEFAULT.withBudget(Duration.ofHours(1)));

    for (long seconds : new long[] {2, 4, 8, 16, 32, 60, 60, 60}) {
      assertThat(
          tries.makeNext(turn -> reply(503)),
          is(
              both(greaterThanOrEqualTo(Duration.ofSeconds(seconds).dividedBy(2)))
                  .and(lessThanOrEqualTo(Duration.ofSeconds(seconds)))));
    }
  }

  @Test
  void aServersWaitIsTakenAsItIsUpToTheCap() throws Exception {
    Tries<HttpReply> tries = tries(RetryPolicy.DEFAULT.withBudget(Duration.ofHours(1)));

    assertThat(tries.makeNext(turn -> reply(429, "7")), is(Duration.ofSeconds(7)));
    assertThat(tries.makeNext(turn -> reply(503, "86400")), is(Duration.ofMinutes(15)));
  }

  @Test
  void repliesOfALimitUseUpTheBudgetAndNotTheAttempts() throws Exception {
    Tries<HttpReply> tries =
        tries(RetryPolicy.DEFAULT.withAttempts(2).withBudget(Duration.ofSeconds(100)));

    for (int i = 0; i < 9; i++) {
      assertThat(tries.makeNext(turn -> reply(429, "10")), is(Duration.ofSeconds(10)));
    }
    assertThat(tries.makeNext(turn -> reply(503, "1")), is(Duration.ofSeconds(1)));
    assertThat(tries.makeNext(turn -> reply(503, "1")), is(Duration.ZERO));
    assertThat(tries.attempts(), is(11));
  }

  @Test
  void whereThereIsOneAttemptALimitEndsItToo() throws Exception {
    assertThat(
        tries(RetryPolicy.DEFAULT.withAttempts(1)).makeNext(turn -> reply(429, "1")),
        is(Duration.ZERO));
  }

  @Test
  void aWaitThatIsNonsenseIsCut() throws Exception {
    Tries<HttpReply> tries =
        tries(
            RetryPolicy.DEFAULT
                .withBudget(Duration.ofHours(1))
                .withLongestRetryAfter(Duration.ofSeconds(60)));

    assertThat(tries.makeNext(turn -> reply(429, "60000")), is(Duration.ofSeconds(60)));
  }

  @Test
  void aWaitThatDoesNotFitTheBudgetEndsTheTries() throws Exception {
    Tries<HttpReply> tries = tries(RetryPolicy.DEFAULT.withBudget(Duration.ofSeconds(100)));

    assertThat(tries.makeNext(turn -> reply(429, "60")), is(Duration.ofSeconds(60)));
    assertThat(tries.makeNext(turn -> reply(429, "41")), is(Duration.ZERO));
  }

  @Test
  void waitingForAnAnswerUsesUpTheBudgetButReceivingABodyDoesNot() throws Exception {
    Tries<HttpReply> tries = tries(RetryPolicy.DEFAULT.withBudget(Duration.ofSeconds(100)));

    assertThat(
        tries.makeNext(
            turn -> {
              now += Duration.ofHours(1).toNanos();
              throw WeatherException.brokenOff("body ended after 9 of 10 bytes", null);
            }),
        is(lessThanOrEqualTo(Duration.ofSeconds(2))));
    assertThat(
        tries.makeNext(
            turn -> {
              now += Duration.ofSeconds(98).toNanos();
              throw WeatherException.noAnswer("no answer within 98 s", null);
            }),
        is(Duration.ZERO));
  }

  @Test
  void aReasonThatLastsIsSoonBelieved() throws Exception {
    Tries<HttpReply> tries = tries(RetryPolicy.DEFAULT);
    Tries.Attempt<HttpReply> unknownHost =
        turn -> {
          throw WeatherException.lasting("unknown host", 2, null);
        };

    assertThat(tries.makeNext(unknownHost).isZero(), is(false));
    assertThat(tries.makeNext(unknownHost).isZero(), is(true));
  }

  @Test
  void anOlderReplyIsReturnedWhenTheLastAttemptGotNone() throws Exception {
    Tries<HttpReply> tries =
        tries(RetryPolicy.DEFAULT.withAttempts(2).withBackoff(millis(1), millis(1)));
    int[] calls = new int[1];

    HttpReply reply =
        tries.run(
            turn -> {
              if (calls[0]++ == 0) {
                return reply(503);
              }
              throw WeatherException.noAnswer("connection reset", new IOException());
            });

    assertThat(reply.status(), is(503));
    assertThat(tries.attempts(), is(2));
  }

  private Tries<HttpReply> tries(RetryPolicy policy) {
    return new Tries<>("GET https://a.example/", policy, () -> now);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private static HttpReply reply(int status) {
    return new HttpReply(status, HttpHeaders.of(Map.of(), (n, v) -> true), new byte[0], 1);
  }

  private static HttpReply reply(int status, String retryAfter) {
    return new HttpReply(
        status,
        HttpHeaders.of(Map.of("Retry-After", List.of(retryAfter)), (n, v) -> true),
        new byte[0],
        1);
  }
}
