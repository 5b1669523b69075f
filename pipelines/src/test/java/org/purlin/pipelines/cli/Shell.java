package org.purlin.pipelines.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.purlin.pipelines.report.ExitCode;

/** A terminal for tests: types command lines at the front door and keeps what was printed. */
final class Shell {

  private static final String SECRET = "s3cr3t-value";

  private final List<Verb> verbs;
  final Path directory;
  final Map<String, String> environment = new TreeMap<>();
  final Map<String, String> told = new TreeMap<>();
  String out = "";
  String err = "";

  Shell(Path directory) {
    this(directory, List.of(TaskVerb.of(new CountJob()), new ReportVerb()));
  }

  Shell(Path directory, List<Verb> verbs) {
    this.directory = directory;
    this.verbs = verbs;
  }

  /** Types {@code purlin} and these words; output and logs go below the shell's directory. */
  ExitCode run(String... words) {
    List<String> arguments = new ArrayList<>(Arrays.asList(words));
    arguments.add("--output=" + output());
    arguments.add("--logs=" + directory.resolve("logs"));
    return type(arguments.toArray(String[]::new));
  }

  /** Types {@code purlin} and exactly these words. */
  ExitCode type(String... words) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    Surroundings around =
        new Surroundings(
            verbs,
            environment,
            directory,
            new PrintStream(outBytes, true, UTF_8),
            new PrintStream(errBytes, true, UTF_8),
            false,
            new Secrets(
                text -> text.replace(SECRET, "***"),
                told::putAll,
                Shell::refuseLiteral,
                CountJob.RefusedException.class::isInstance));
    ExitCode code = FrontDoor.enter(List.of(words), around);
    out = outBytes.toString(UTF_8);
    err = errBytes.toString(UTF_8);
    return code;
  }

  Path output() {
    return directory.resolve("out");
  }

  String report() {
    return read(output().resolve("report.json"));
  }

  List<Path> logFiles() {
    try (Stream<Path> files = Files.list(directory.resolve("logs"))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String log() {
    return read(logFiles().get(0));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuseLiteral(String flag, String reference) {
    if (!SecretForms.isReference(reference)) {
      throw new IllegalArgumentException("--" + flag + " must not hold a secret itself.");
    }
  }
}
