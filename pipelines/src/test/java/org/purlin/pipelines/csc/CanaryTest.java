package org.purlin.pipelines.csc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.csc.CscFaults;
import org.purlin.sandbox.csc.Refusal;
import org.purlin.sandbox.csc.RefusalForm;

/**
 * No secret and nothing of a child stands in anything a run prints or writes, at any level; the
 * quarantine names a child by its id, and a dry run with values shows them.
 */
class CanaryTest {

  private static final List<String> SECRETS =
      List.of(
          "canary-client-secret",
          "canary-supplier-key",
          "canary-client-id",
          "canary-wrong-secret",
          "canary-wrong-password");

  private static final List<String> CHILD =
      List.of("CanaryFirst", "CanarySurname", "ZZ99 9CY", "MIS-CANARY");

  private static final String ID = "CANARY-";

  @TempDir Path directory;

  private static ObjectNode child(int number) {
    ObjectNode child = Council.child(ID + number, "ZZ99 9CY");
    ((ObjectNode) child.get("child_details"))
        .put("first_name", "CanaryFirst")
        .put("surname", "CanarySurname");
    return child;
  }

  @Test
  void neitherASuccessNorAnyFailureTellsASecretOrAChild() throws IOException {
    StringBuilder said = new StringBuilder();
    try (Council council =
        new Council(
            directory,
            0,
            Council.settings()
                .clientId("canary-client-id")
                .clientSecret("canary-client-secret")
                .supplierKey("canary-supplier-key")
                .valuesQuoted(false))) {
      for (int i = 1; i <= 6; i++) {
        council.cohort.put(ID + i, child(i));
      }
      council.populate();
      council.receiver.refuse(ID + 2, Refusal.as(RefusalForm.INDEXED));
      council.staged.insert(ID + "7", "{\"la_child_id\":\"CANARY-7\",\"CanarySurname");
      council.staged.insert(ID + "8", child(8).toString().replace("WBRI", "CanarySurname"));
      council.staged.insert(ID + "9", child(9).toString());
      council.staged.insert(ID + "9", child(9).toString());

      assertThat(say(council, said, "--dryRun", "--debug"), is(3));
      assertThat(say(council, said, "--debug"), is(3));
      assertThat(council.quarantine().size(), is(5));

      for (int i = 1; i <= 6; i++) {
        ObjectNode changed = child(i);
        ((ObjectNode) changed.get("child_details")).put("sex", "M");
        council.cohort.put(ID + i, changed);
      }
      council.cohort.remove(ID + 6);
      council.populate();
      council.receiver.onNextPost(
          Fault.status(500, Map.of("Retry-After", "1"), "CANARY-1 CanarySurname"));
      council.receiver.onNextPost(CscFaults.lostAnswer());
      council.receiver.onNextPost(
          Fault.status(200, Map.of(), "CANARY-1 CanarySurname canary-supplier-key"));
      assertThat(say(council, said, "--debug", "--maxPurgePercent=1", "--retryFor=PT20S"), is(3));
      assertThat(say(council, said, "--debug", "--only=" + ID + "2"), is(6));

      council.staged.execute(
          "ALTER TABLE [dbo].[ssd_api_data_staging] ADD CONSTRAINT [died] CHECK"
              + " ([submission_status] <> 'error') NOCHECK");
      assertThat(say(council, said, "--debug"), is(4));
      council.staged.execute("ALTER TABLE [dbo].[ssd_api_data_staging] DROP CONSTRAINT [died]");
      council.environment.put("CLIENT_SECRET", "canary-wrong-secret");
      council.receiver.revokeTokens();
      council.cohort.put(ID + 1, Council.child(ID + 1, "ZZ99 9CY"));
      council.populate();
      assertThat(say(council, said, "--debug"), is(5));
      council.environment.put(
          "WRONG", council.database.jdbcUrl() + ";USER=STAGING;PASSWORD=canary-wrong-password");
      assertThat(say(council, said, "--debug", "--sqlConnStr=env:WRONG"), is(4));

      assertNothingTold("the console", said.toString(), true);
      assertThat(said.toString(), not(containsString(council.database.password())));
      for (Path found : Council.filesIn(directory)) {
        String name = directory.relativize(found).toString();
        String text = new String(Files.readAllBytes(found), UTF_8);
        assertNothingTold(name, text, !name.endsWith("/quarantine.csv"));
        assertThat(name, text, not(containsString(council.database.password())));
      }
      assertThat(Council.filesIn(directory.resolve("logs")).size(), is(greaterThanOrEqualTo(7)));
    }
  }

  private static int say(Council council, StringBuilder said, String... words) {
    int exitCode = council.send(words);
    said.append(council.out).append(council.err);
    return exitCode;
  }

  private static void assertNothingTold(String where, String text, boolean idsToo) {
    for (String canary : SECRETS) {
      assertThat(where, text, not(containsString(canary)));
    }
    for (String canary : CHILD) {
      assertThat(where, text, not(containsString(canary)));
    }
    if (idsToo) {
      assertThat(where, text, not(containsString(ID)));
    }
  }
}
