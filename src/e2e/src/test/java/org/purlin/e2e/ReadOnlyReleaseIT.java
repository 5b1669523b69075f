package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An unpacked release that whoever runs it cannot write to. */
class ReadOnlyReleaseIT {

  private static final String PREPARING = "Preparing Purlin once";

  @TempDir Path directory;

  @AutoClose Mount mount;

  @Test
  void classesArePreparedOnceWhereTheUserKeepsWhatCanBeMadeAgain() throws Exception {
    Path cache = directory.resolve("cache");
    Path home = release();
    mount = Mount.readOnly(home);
    Purlin purlin = Purlin.at(home.resolve("purlin"), directory);
    purlin.with("XDG_CACHE_HOME", cache.toString());

    Ended first = purlin.run("csc", "ddl").exits(0);
    Ended second = purlin.run("csc", "ddl").exits(0);

    assertThat(first.err(), containsString(PREPARING));
    assertThat(second.err(), not(containsString(PREPARING)));
    assertThat(second.out(), is(first.out()));
    List<Path> kept = archives(cache);
    assertThat(kept, hasSize(1));
    assertThat(Files.size(kept.get(0)), is(greaterThan(10_000_000L)));
  }

  @Test
  void withoutAPlaceForClassesItStartsAsEver() throws Exception {
    Path home = release();
    mount = Mount.readOnly(home);
    Purlin purlin = Purlin.at(home.resolve("purlin"), directory);
    purlin.with("XDG_CACHE_HOME", home.resolve("cache").toString());

    Ended ended = purlin.run("csc", "ddl").exits(0);

    assertThat(ended.err(), not(containsString(PREPARING)));
    assertThat(ended.out(), containsString("CREATE TABLE"));
  }

  /** What a zip unpacks to, as far as a start needs it. */
  private Path release() throws IOException {
    Path home = Files.createDirectories(directory.resolve("purlin-1/lib")).getParent();
    Files.copy(Purlin.home().resolve("purlin"), home.resolve("purlin"));
    Files.createSymbolicLink(
        home.resolve("lib/purlin.jar"), Purlin.home().resolve("pipelines/target/purlin.jar"));
    return home;
  }

  private static List<Path> archives(Path cache) throws IOException {
    try (Stream<Path> all = Files.walk(cache)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
