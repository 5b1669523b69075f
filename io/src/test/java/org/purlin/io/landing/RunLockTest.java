package org.purlin.io.landing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.memory.MemoryFileSystem;

class RunLockTest {

  @TempDir Path directory;

  @Test
  void oneRunHasALocalOutputUntilItGivesItBack() throws IOException {
    String root = directory.resolve("out").toString();
    try (RunLock lock = RunLock.tryTake(root).orElseThrow()) {
      assertThat(lock.isExclusive(), is(true));
      assertThat(RunLock.tryTake(root), is(Optional.empty()));
      try (RunLock other = RunLock.tryTake(directory.resolve("other").toString()).orElseThrow()) {
        assertThat(other.isExclusive(), is(true));
      }
    }
    try (RunLock again = RunLock.tryTake(root).orElseThrow()) {
      assertThat(again.isExclusive(), is(true));
    }
  }

  @Test
  void anOutputElsewhereHasNoLock() throws IOException {
    String root = MemoryFileSystem.newBucket();
    try (RunLock lock = RunLock.tryTake(root).orElseThrow();
        RunLock other = RunLock.tryTake(root).orElseThrow()) {
      assertThat(lock.isExclusive(), is(false));
      assertThat(other.isExclusive(), is(false));
    }
    assertThat(MemoryFileSystem.files(root).isEmpty(), is(true));
  }
}
