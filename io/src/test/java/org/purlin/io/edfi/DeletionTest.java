package org.purlin.io.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.edfi.Submitting.Ended;
import org.purlin.sandbox.edfi.EdfiSandbox;

class DeletionTest {

  @TempDir Path directory;
  private EdfiSandbox sandbox;
  private Submitting runs;

  @BeforeEach
  void start() throws IOException {
    sandbox = EdfiSandbox.start();
    Records.prepare(sandbox.district());
    runs =
        new Submitting(directory)
            .to(Submitting.district(sandbox))
            .row("students", Records.student("s1", "Ada"))
            .row("studentSchoolAssociations", Records.enrolment("s1", 1));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void recordsAreDeletedByTheirNaturalKeysDependentsFirst() throws IOException {
    runs.run();

    Ended ended =
        runs.noRows()
            .deleting()
            .row("students", "{\"studentUniqueId\":\"s1\"}")
            .row("studentSchoolAssociations", Records.enrolment("s1", 1))
            .row("students", "{\"studentUniqueId\":\"s9\"}")
            .row("students", "{\"firstName\":\"Ada\"}")
            .run();

    assertThat(ended.fates(), is(Map.of("deleted", 2L, "not found", 1L, "rejected", 1L)));
    assertThat(ended.only().rejects(), is(Map.of("purlin:no-key", 1L)));
    assertThat(sandbox.count("students"), is(0));
    assertThat(sandbox.count("studentSchoolAssociations"), is(0));
  }

  @Test
  void aRecordThatOthersNeedStaysAndTheBlockerIsNamed() throws IOException {
    runs.run();

    Ended ended = runs.noRows().deleting().row("students", "{\"studentUniqueId\":\"s1\"}").run();

    assertThat(ended.fates(), is(Map.of("rejected", 1L)));
    assertThat(ended.row(1).get("problem_type").asText(), containsString("dependent-item-exists"));
    assertThat(ended.row(1).get("message").asText(), containsString("StudentSchoolAssociation"));
    assertThat(sandbox.count("students"), is(1));
  }

  @Test
  void withoutCommitItOnlySaysWhatWouldBeDeleted() throws IOException {
    String id = runs.run().row(2).get("id").asText();

    Ended ended =
        runs.noRows()
            .deleting()
            .commit(false)
            .line("{\"resource\":\"studentSchoolAssociations\",\"id\":\"" + id + "\"}")
            .line("{\"resource\":\"studentSchoolAssociations\",\"id\":\"" + "0".repeat(32) + "\"}")
            .run();

    assertThat(ended.fates(), is(Map.of("would delete", 1L, "not found", 1L)));
    assertThat(sandbox.count("studentSchoolAssociations"), is(1));
  }

  @Test
  void whatWasDeletedIsSentAgainByTheNextPush() throws IOException {
    String id = runs.run().row(2).get("id").asText();
    runs.noRows()
        .deleting()
        .line("{\"resource\":\"studentSchoolAssociations\",\"id\":\"" + id + "\"}");
    assertThat(runs.run().fates(), is(Map.of("deleted", 1L)));

    runs.noRows()
        .pushing()
        .row("students", Records.student("s1", "Ada"))
        .row("studentSchoolAssociations", Records.enrolment("s1", 1));

    assertThat(runs.run().fates(), is(Map.of("already delivered", 1L, "created", 1L)));
  }
}
