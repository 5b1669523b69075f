package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.pipelines.memory.MemoryFileSystem;

/** Nights whose files are in an object store. */
@Timeout(120)
class ObjectStoreTest {

  @TempDir Path directory;

  @Test
  void aDryRunAndTwoNightsLeaveTheirFilesThereAndSendEachChangeOnce() {
    String bucket = "csc-" + directory.getFileName();
    String output = "--output=mem://" + bucket + "/out";
    try (Council council = new Council(directory, 20)) {
      council.populate();
      council.sendWell(output, "--dryRun");
      assertThat(council.posted(), is(0));
      assertThat(names(bucket), hasItem("out/dry-run/batch-00001.json"));

      council.sendWell(output);
      assertThat(council.wrong(), is(empty()));
      int posted = council.posted();
      council.sendWell(output);
      assertThat(council.posted(), is(posted));
    }
    assertThat(names(bucket), hasItem("out/quarantine.csv"));
    assertThat(
        MemoryFileSystem.texts(bucket).get("out/report.json"), containsString("\"exitCode\" : 0"));
    assertThat(Files.exists(directory.resolve("out")), is(false));
  }

  private static Set<String> names(String bucket) {
    return MemoryFileSystem.texts(bucket).keySet();
  }
}
