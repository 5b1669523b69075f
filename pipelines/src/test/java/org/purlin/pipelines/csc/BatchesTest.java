package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.sandbox.csc.Post;

/** How records are put together for a post. */
class BatchesTest {

  @TempDir Path directory;

  @Test
  void twoHundredAndFiftyGoInThreePostsInTheOrderOfTheirRows() {
    try (Council council = new Council(directory, 0)) {
      for (int i = 1; i <= 250; i++) {
        council.cohort.put(Council.id(i), Council.child(Council.id(i), "ZZ1 1ZZ"));
      }
      council.populate();

      council.sendWell();

      assertThat(council.postsSince(0), contains("100:200", "100:200", "50:200"));
      List<String> sent = new ArrayList<>();
      council.receiver.posts().stream().map(Post::children).forEach(sent::addAll);
      assertThat(sent, is(IntStream.rangeClosed(1, 250).mapToObj(Council::id).toList()));
      assertThat(council.staged.states(), is(Map.of("sent unchanged", 250)));
      assertThat(council.wrong(), is(empty()));
      assertThat(council.receiver.maxInFlight(), is(1));
      assertThat(council.receiver.tokensIssued(), is(1));
      assertThat(council.counter("batches"), is(3L));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "101", "x", " "})
  void aBatchSizeThatCannotBeIsRefusedBeforeAnyCall(String size) {
    try (Council council = new Council(directory, 3)) {
      council.populate();
      // Each connection takes the next number.
      long before = council.staged.session();

      assertThat(council.send("--batchSize=" + size), is(2));

      assertThat(council.error(), containsString("--batchSize must be "));
      assertThat(council.receiver.requests(), is(empty()));
      assertThat(council.staged.session(), is(before + 1));
      assertThat(council.staged.states(), is(Map.of("Pending New", 3)));
      council.environment.put("BATCH_SIZE", "101");
      assertThat(council.send(), is(2));
      assertThat(council.error(), containsString("--batchSize must be "));
    }
  }

  @Test
  void onlyOneChildIsSentWhenOneIsNamedAndAtMostAsManyAsAreAllowed() {
    try (Council council = new Council(directory, 5)) {
      council.populate();

      council.sendWell("--only=" + Council.id(4));
      assertThat(council.receiver.posts().get(0).children(), contains(Council.id(4)));
      assertThat(council.balance("children"), is("5 selected = 1 delivered + 4 left out as asked"));
      assertThat(council.report().toString().contains(Council.id(4)), is(false));

      council.sendWell("--limit=2");
      assertThat(
          council.receiver.posts().get(1).children(), contains(Council.id(1), Council.id(2)));
      assertThat(council.balance("children"), is("4 selected = 2 delivered + 2 left out as asked"));

      council.sendWell("--batchSize=1");
      assertThat(council.postsSince(2), contains("1:200", "1:200"));
      assertThat(council.wrong(), is(empty()));
    }
  }

  @Test
  void theNamesOfTheOtherSendersAreUnderstood() {
    try (Council council = new Council(directory, 3)) {
      council.populate();
      council.environment.put("LA_CODE", "999");
      council.environment.put("API_ENDPOINT", council.receiver.liveEndpoint() + "/");
      council.environment.put("TOKEN_ENDPOINT", council.receiver.tokenEndpoint().toString());
      council.environment.put("SCOPE", council.receiver.settings().scope());
      council.environment.put("TABLE_NAME", council.table.shape().name());
      council.environment.put("BATCH_SIZE", "2");
      council.environment.put("USE_PARTIAL_PAYLOAD", "false");
      council.environment.put("SQL_CONN_STR", council.environment.get(council.connection));

      int exitCode = council.type("--createTables", "--minInterval=PT0S");

      assertThat(council.err, exitCode, is(0));
      assertThat(council.postsSince(0), contains("2:200", "1:200"));
    }
  }
}
