package org.purlin.pipelines.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.purlin.pipelines.cli.Launch;

/** Where {@code purlin check} is typed in tests, and what came of the last one. */
final class CheckDesk {

  private final Path directory;
  final Map<String, String> environment = new TreeMap<>();
  String out = "";
  String err = "";

  CheckDesk(Path directory) {
    this.directory = directory;
  }

  /** Checks a job against its stand-in, with the right secrets unless they are set already. */
  int check(CheckedJob job, String... more) {
    return checkAt(job.url(), job, more);
  }

  /** The same, with the other side elsewhere. */
  int checkAt(String url, CheckedJob job, String... more) {
    environment.putIfAbsent("KEY", job.key());
    environment.putIfAbsent("SECRET", job.secret());
    List<String> words = new ArrayList<>(List.of(job.name(), job.hostFlag() + url));
    words.addAll(job.words());
    words.addAll(List.of(more));
    if (Stream.of(more).noneMatch(word -> word.startsWith("--output="))) {
      words.add("--output=" + directory.resolve("out"));
    }
    return type(words.toArray(String[]::new));
  }

  /** Types {@code purlin check} and these words. */
  int type(String... words) {
    List<String> all = new ArrayList<>(List.of("check"));
    all.addAll(List.of(words));
    all.add("--logs=" + directory.resolve("logs"));
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int exitCode =
        Launch.run(
            all,
            environment,
            directory,
            new PrintStream(outBytes, true, UTF_8),
            new PrintStream(errBytes, true, UTF_8));
    out = outBytes.toString(UTF_8);
    err = errBytes.toString(UTF_8);
    return exitCode;
  }

  /** The printed table without what differs from machine to machine, blanks squeezed. */
  List<String> table() {
    return out.replace(directory.toString(), "HERE")
        .replaceAll("[0-9.]+ GB free", "N GB free")
        .replaceAll("version [^,]*, [0-9,]+ MB", "version N, N MB")
        .replaceAll(":[0-9]{4,5}\\b", ":PORT")
        .replaceAll("[0-9]{8}T[0-9]{2}-[0-9]{8}T[0-9]{2}", "HOURS")
        .lines()
        .map(line -> line.replaceAll(" +", " ").strip())
        .toList();
  }

  /** The checks of {@code --json} that did not go well, as {@code what: found}. */
  List<String> failures() {
    List<String> failures = new ArrayList<>();
    for (JsonNode check : checks()) {
      if (check.get("status").asText().equals("fail")) {
        failures.add(check.get("what").asText() + ": " + check.get("found").asText());
      }
    }
    return failures;
  }

  /** What to do about the first failure of {@code --json}. */
  String todo() {
    for (JsonNode check : checks()) {
      if (check.get("status").asText().equals("fail")) {
        return check.get("todo").asText();
      }
    }
    return "nothing failed";
  }

  /** What the checks of {@code --json} with this status are of. */
  List<String> of(String status) {
    List<String> what = new ArrayList<>();
    for (JsonNode check : checks()) {
      if (check.get("status").asText().equals(status)) {
        what.add(check.get("what").asText());
      }
    }
    return what;
  }

  private JsonNode checks() {
    try {
      return new ObjectMapper().readTree(out).get("checks");
    } catch (IOException e) {
      throw new UncheckedIOException(out + err, e);
    }
  }

  /** Every file and directory below the desk, but for the program's own log. */
  List<String> files() {
    try (Stream<Path> found = Files.walk(directory)) {
      return found
          .map(file -> directory.relativize(file).toString())
          .filter(name -> !name.startsWith("logs"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
