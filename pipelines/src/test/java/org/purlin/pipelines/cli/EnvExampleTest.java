package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.pipelines.Task;

/** What somebody meets who copies {@code .env.example} to {@code .env}. */
class EnvExampleTest {

  private static final Path EXAMPLE =
      Path.of(System.getProperty("purlin.root", "..")).resolve(".env.example");

  @TempDir Path directory;

  @Test
  void theCopiedFileSetsNothing() throws IOException {
    Files.copy(EXAMPLE, directory.resolve(".env"));

    assertThat(EnvFile.read(directory), is(anEmptyMap()));
  }

  @Test
  void everyVariableOfEveryJobAndCommandIsThereAndNoOther() throws IOException {
    Set<String> known = new TreeSet<>();
    for (Task<?> task :
        Stream.concat(Launch.jobs().stream(), Launch.commands().stream()).toList()) {
      known.addAll(task.aliases().keySet());
      Flags.of(List.of(task.options())).ours().all().forEach(flag -> known.add(flag.variable()));
    }

    Set<String> there = new TreeSet<>(uncommented().keySet());

    assertThat(there, is(known));
  }

  @Test
  void noLineHoldsASecret() throws IOException {
    for (Map.Entry<String, String> variable : uncommented().entrySet()) {
      if (variable.getKey().matches(".*(SECRET|PASSWORD|TOKEN|KEY|CONN).*")) {
        assertThat(
            variable.getKey(), variable.getValue(), matchesPattern("|env:[A-Z_]+|[a-z]+|\\d+"));
      }
    }
  }

  /** What the file says when every # in front of a variable is gone. */
  private Map<String, String> uncommented() throws IOException {
    String text = Files.readString(EXAMPLE).replaceAll("(?m)^#(?=[A-Z_]+=)", "");
    Files.writeString(directory.resolve(".env"), text);
    return EnvFile.read(directory);
  }
}
