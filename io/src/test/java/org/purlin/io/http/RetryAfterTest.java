package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "Retry-After, 7, 7000",
    "retry-after, 1.5, 1500",
    "Retry-After, 'Thu, 01 Jan 2026 00:00:09 GMT', 9000",
    "Retry-After, 'Thursday, 01-Jan-26 00:00:09 GMT', 9000",
    "Retry-After-Ms, 250, 250",
    "x-ms-retry-after-ms, 300, 300",
    "X-RateLimit-Reset-After, 0.75, 750"
  })
  void eachWayToSayItIsUnderstood(String header, String value, long millis) {
    assertThat(wait(Map.of(header, value)), is(Optional.of(Duration.ofMillis(millis))));
  }

  @ParameterizedTest
  @CsvSource({"0", "-5", "soon", "'Wed, 31 Dec 2025 23:59:00 GMT'", "99999999999999999999"})
  void whatAsksForNoWaitIsIgnored(String value) {
    assertThat(wait(Map.of("Retry-After", value)), is(Optional.empty()));
  }

  @Test
  void aDateIsReadInTheServersClock() {
    assertThat(
        wait(
            Map.of(
                "Retry-After", "Thu, 01 Jan 2026 05:00:10 GMT",
                "Date", "Thu, 01 Jan 2026 05:00:00 GMT")),
        is(Optional.of(Duration.ofSeconds(10))));
  }

  @Test
  void millisecondsAreFinerThanSeconds() {
    assertThat(
        wait(Map.of("Retry-After", "1", "Retry-After-Ms", "40")),
        is(Optional.of(Duration.ofMillis(40))));
  }

  private static Optional<Duration> wait(Map<String, String> headers) {
    HttpHeaders all =
        HttpHeaders.of(
            headers.entrySet().stream()
                .collect(
                    java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, header -> List.of(header.getValue()))),
            (name, value) -> true);
    return RetryAfter.of(all, NOW);
  }
}
