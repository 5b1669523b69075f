package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.csc.CscFaults;

/** A 200 counts only when it has a receipt for each record. */
class ReceiptsTest {

  @TempDir Path directory;

  @Test
  void eachRowHasItsOwnReceipt() {
    try (Council council = new Council(directory, 5)) {
      council.populate();

      council.sendWell();

      Set<String> receipts = new HashSet<>();
      Map<String, String> whole = new java.util.TreeMap<>();
      council
          .staged
          .own("accepted")
          .forEach(child -> whole.put(child.get("la_child_id"), child.get("receipt")));
      council
          .staged
          .rows()
          .forEach(
              (id, row) -> {
                receipts.add(row.get("api_response"));
                assertThat(whole.get(id), is("2026-03-31_06:15:02.41_" + row.get("api_response")));
              });
      assertThat(receipts, hasSize(5));
    }
  }

  static Stream<Arguments> wrongReceipts() {
    return Stream.of(
        Arguments.of(
            CscFaults.oneReceiptShort(),
            "The receiver gave 2 receipts for 3 records, so it cannot be told which is whose."),
        Arguments.of(
            CscFaults.nullReceipt(1),
            "The receiver gave something that is no receipt for one of the records."),
        Arguments.of(
            CscFaults.receiptsInObject(),
            "The receiver answered 200, but not with a list of receipts."),
        Arguments.of(
            CscFaults.textForReceipts(),
            "The receiver answered 200 with something that is not JSON."),
        Arguments.of(
            CscFaults.garbage(), "The receiver answered 200 with something that is not JSON."),
        Arguments.of(Fault.html(), "The receiver answered 200 with something that is not JSON."),
        Arguments.of(
            CscFaults.noContent(), "The receiver answered 204, without a receipt for any record."));
  }

  @ParameterizedTest
  @MethodSource("wrongReceipts")
  void withoutAReceiptForEachRecordNoRowIsMarkedAndTheNextRunSettlesAll(Fault fault, String why) {
    try (Council council = new Council(directory, 3)) {
      council.populate();
      Map<String, Map<String, String>> before = council.staged.rows();
      council.receiver.onNextPost(fault);

      assertThat(council.send(), is(3));

      assertThat(council.staged.rows(), is(before));
      assertThat(council.problems(), contains(why));
      assertThat(council.balance("children"), is("3 selected = 3 in doubt"));
      assertThat(council.quarantine(), is(empty()));
      assertThat(council.staged.own("accepted"), is(empty()));
      assertThat(
          council.receiver.requests().stream().filter(r -> isPost(r.path())).count(), is(1L));

      council.sendWell();

      assertThat(council.staged.states(), is(Map.of("sent unchanged", 3)));
      assertThat(council.counter("records of earlier runs settled as accepted"), is(3L));
      assertThat(council.balance("rows"), is("3 read = 3 unchanged"));
      assertThat(council.staged.own("outbox"), is(empty()));
      assertThat(council.wrong(), is(empty()));
    }
  }

  private static boolean isPost(String path) {
    return path.endsWith("/children");
  }

  @Test
  void afterTwoPostsWithoutReceiptsNothingMoreIsSent() {
    try (Council council = new Council(directory, 4)) {
      council.populate();
      council.receiver.onNextPost(CscFaults.noContent().times(9));

      assertThat(council.send("--batchSize=1"), is(3));

      assertThat(council.balance("children"), is("4 selected = 2 in doubt + 2 not sent"));
      assertThat(council.posted(), is(2));
      assertThat(council.staged.states(), is(Map.of("Pending New", 4)));
      assertThat(
          council.problems(),
          contains(
              List.of(
                  startsWith("The receiver answered 204"),
                  startsWith("The receiver answered 204"))));

      council.receiver.clearFaults();
      council.sendWell();
      assertThat(council.staged.states(), is(Map.of("sent unchanged", 4)));
      assertThat(council.wrong(), is(empty()));
    }
  }
}
