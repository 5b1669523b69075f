package org.purlin.pipelines.plan;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftDryRunsTest {

  /** No system numbers its processes so high. */
  private static final String GONE = "purlin-plan-999999999999-";

  @TempDir Path directory;

  private static Path directoryOfPlan(Path directory, String name) throws IOException {
    Path left = Files.createDirectories(directory.resolve(name));
    Files.createDirectories(left.resolve("out"));
    Files.writeString(left.resolve("out").resolve("batch-00001.json"), "[]");
    return left;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatIsOldOrOfAProcessThatIsGoneIsDeletedAndNothingElse() throws IOException {
    String prefix = LeftDryRuns.prefix();
    Path own = directoryOfPlan(directory, prefix + "1");
    directoryOfPlan(directory, prefix + "2");
    Path old = directoryOfPlan(directory, prefix + "3");
    directoryOfPlan(directory, GONE + "4");
    directoryOfPlan(directory, "purlin-plan-b");
    directoryOfPlan(directory, "somebody-else");
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(25)));
    Files.setLastModifiedTime(old, longAgo);
    Files.setLastModifiedTime(own, longAgo);
    Files.writeString(directory.resolve(GONE + "5"), "a file");

    LeftDryRuns.delete(own);

    assertThat(
        names(),
        containsInAnyOrder(
            GONE + "5", prefix + "1", prefix + "2", "purlin-plan-b", "somebody-else"));
    assertThat(Files.exists(own.resolve("out/batch-00001.json")), is(true));
  }

  @Test
  void aLinkToSomethingElseIsNotFollowed() throws IOException {
    Path own = directoryOfPlan(directory, LeftDryRuns.prefix() + "1");
    Path other = directoryOfPlan(directory, "somebody-else");
    Path inside = directoryOfPlan(directory, GONE + "2");
    Files.createSymbolicLink(inside.resolve("link"), other);
    Files.createSymbolicLink(directory.resolve(GONE + "3"), other);

    LeftDryRuns.delete(own);

    assertThat(Files.exists(other.resolve("out/batch-00001.json")), is(true));
    assertThat(Files.exists(inside), is(false));
  }

  @Test
  void theNextPlanDeletesWhatAKilledOneHasLeft() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Path left = directoryOfPlan(temporary, GONE + System.nanoTime());
    try (DryRun dry = DryRun.begin()) {
      String own = Path.of(dry.place("out")).getParent().getFileName().toString();
      assertThat(own.startsWith(LeftDryRuns.prefix()), is(true));
      assertThat(Listing.leftOver(), hasItem(own));
      assertThat(Files.exists(left), is(false));
    }
    assertThat(Listing.leftOver(), not(hasItem(left.getFileName().toString())));
  }
}
