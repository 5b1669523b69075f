package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;

/** The same jar on JDK 25, whose JVM warns about much that libraries do. */
class NewerJavaIT {

  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  @TempDir Path directory;

  @Test
  void aRunOnJava25EndsWellAndWithoutAWarning() throws Exception {
    Optional<Path> jdk = jdk25();
    Assumptions.assumeTrue(jdk.isPresent(), "needs a JDK 25, for example in PURLIN_JDK25");
    Path archives = Files.createDirectory(directory.resolve("archives"));
    HugeLine.archive(archives.resolve("one.zip"), 5);

    Ended ended =
        Purlin.script(directory)
            .with("JAVA_HOME", jdk.get().toString())
            .run("amplitude", "--from-archives=archives", "--output=out")
            .exits(0);

    assertThat(ended.err(), not(containsString("WARN")));
    assertThat(new Landed(directory.resolve("out")).rows(), hasSize(1));
  }

  @Test
  void anExportOnJava25IsWhole() throws Exception {
    Optional<Path> jdk = jdk25();
    Assumptions.assumeTrue(jdk.isPresent(), "needs a JDK 25, for example in PURLIN_JDK25");
    try (AmplitudeSandbox sandbox = Day.sandbox()) {

      Ended ended =
          Day.purlin(directory)
              .with("JAVA_HOME", jdk.get().toString())
              .run(Day.export(sandbox, "out"))
              .exits(0);

      assertThat(ended.err(), not(containsString("WARN")));
      assertThat(new Landed(directory.resolve("out")).uuids(), is(Day.truth(sandbox)));
    }
  }

  private static Optional<Path> jdk25() throws IOException {
    String given = System.getenv("PURLIN_JDK25");
    if (given != null && !given.isBlank()) {
      return Optional.of(Path.of(given));
    }
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> jdks = Files.list(INSTALLED)) {
      return jdks.filter(jdk -> jdk.getFileName().toString().contains("25"))
          .filter(jdk -> Files.isExecutable(jdk.resolve("bin/java")))
          .sorted()
          .findFirst();
    }
  }
}
