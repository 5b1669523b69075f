package org.purlin.pipelines.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.purlin.sandbox.SeenRequest;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;
import org.purlin.sandbox.edfi.ExpiresIn;
import org.purlin.sandbox.edfi.Flavour;

/** Seconds stand for the minutes a token lives elsewhere. */
@Timeout(120)
class TokenLifeTest {

  private static final Duration LIFE = Duration.ofSeconds(3);

  /** Short beside the time before its end at which a token is renewed. */
  private static final Duration DELAY = Duration.ofMillis(50);

  private static final int CONCURRENCY = 8;

  @TempDir Path directory;

  /** Contract, check 3. */
  @Test
  void aThousandRowsOfSixteenWorkersTakeOneToken() throws IOException {
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN))) {
      deliver(edfi, 1000, "--concurrency=16");
      assertThat(edfi.tokenRequests(EdfiSettings.KEY), is(1));
    }
  }

  /** Contract, check 3: several lives long, and the sixteenth token would be refused. */
  @Test
  void theCapOfTokensIsNeverMet() throws IOException {
    EdfiSettings settings =
        EdfiSettings.defaults().withTokenLife(LIFE).withTokenCap(15).withDelay(DELAY);
    try (EdfiSandbox edfi = EdfiSandbox.start(settings)) {
      deliver(edfi, 1500);
      assertThat(edfi.tokenRequests(EdfiSettings.KEY), greaterThanOrEqualTo(3));
      // Fewer were asked for than may live at a time, so that none can have been refused.
      assertThat(edfi.tokenRequests(EdfiSettings.KEY), lessThanOrEqualTo(livesOf(edfi) + 1));
    }
  }

  /** Contract, checks 4 and 5: this server tells a life by the second of the epoch at its end. */
  @Test
  void aTokenIsRenewedBeforeItsEndAndNoRecordIsLost() throws IOException {
    EdfiSettings settings =
        EdfiSettings.of(Flavour.PLAIN)
            .withExpiresIn(ExpiresIn.EPOCH)
            .withTokenLife(LIFE)
            .withDelay(DELAY);
    try (EdfiSandbox edfi = EdfiSandbox.start(settings)) {
      deliver(edfi, 1500);
      assertThat(edfi.tokenRequests(EdfiSettings.KEY), greaterThanOrEqualTo(3));
      assertThat(edfi.tokenRequests(EdfiSettings.KEY), lessThanOrEqualTo(livesOf(edfi) + 1));
    }
  }

  /** Contract, check 5. */
  @ParameterizedTest
  @EnumSource(names = {"ABSENT", "TEXT", "ZERO"})
  void aLifeToldInAnOddWayNeitherStopsARunNorMakesItAskAgain(ExpiresIn expiresIn)
      throws IOException {
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.defaults().withExpiresIn(expiresIn))) {
      deliver(edfi, 200);
      assertThat(edfi.tokenRequests(EdfiSettings.KEY), is(1));
    }
  }

  /** Contract, check 5. */
  @Test
  void aLifeToldAsTextIsReadAsANumber() throws IOException {
    EdfiSettings settings =
        EdfiSettings.defaults().withExpiresIn(ExpiresIn.TEXT).withTokenLife(LIFE).withDelay(DELAY);
    try (EdfiSandbox edfi = EdfiSandbox.start(settings)) {
      deliver(edfi, 800);
      assertThat(edfi.tokenRequests(EdfiSettings.KEY), greaterThanOrEqualTo(2));
    }
  }

  /** Pushes students; all are delivered, and none of their requests met a token that had ended. */
  private void deliver(EdfiSandbox edfi, int count, String... more) {
    Desk desk = new Desk(directory);
    String students = desk.write("students.jsonl", PushTest.students(count));
    String[] words =
        more.length > 0
            ? new String[] {"--input=" + students, "--commit", more[0]}
            : new String[] {"--input=" + students, "--commit", "--concurrency=" + CONCURRENCY};
    desk.expect(0, "push", Desk.at(edfi, words));
    assertThat(desk.balance("rows"), is("%,d read = %,d created".formatted(count, count)));
    assertThat(edfi.count("students"), is(count));
    assertThat(edfi.posts().size(), is(posts(edfi).size()));
  }

  /** All POSTs of students, those without a living token included. */
  private static List<SeenRequest> posts(EdfiSandbox edfi) {
    return edfi.requests().stream()
        .filter(request -> request.method().equals("POST"))
        .filter(request -> request.path().endsWith("/students"))
        .toList();
  }

  /** How many lives of a token the run took, the last one begun. */
  private static int livesOf(EdfiSandbox edfi) {
    Instant first = edfi.requests().get(0).at();
    Instant last = edfi.requests().get(edfi.requests().size() - 1).at();
    return (int) (Duration.between(first, last).toMillis() / LIFE.toMillis()) + 1;
  }
}
