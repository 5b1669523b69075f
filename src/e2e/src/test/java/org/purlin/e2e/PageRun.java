package org.purlin.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.purlin.pipelines.pages.CodeBlock;
import org.purlin.pipelines.pages.Mark;

/**
 * A page as a reader follows it: its blocks to run, in order, in one directory that holds nothing
 * but the program, with the stand-ins it starts.
 */
final class PageRun implements AutoCloseable {

  /** A page's runs are so short that the second compiler only costs time. */
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  private static final List<String> INHERITED = List.of("HOME", "LANG");

  private final Path directory;
  private final List<Path> links = new ArrayList<>();
  private final List<StandIn> standIns = new ArrayList<>();
  private int runs;

  PageRun(Path directory) throws IOException {
    this.directory = directory;
    link("purlin", Purlin.home().resolve("purlin"));
    link("pipelines/target/purlin.jar", jar());
    link("lib/purlin.jar", jar());
  }

  private void link(String name, Path file) throws IOException {
    Path link = directory.resolve(name);
    Files.createDirectories(link.getParent());
    links.add(Files.createSymbolicLink(link, file));
  }

  private static Path jar() {
    return Path.of(System.getProperty("purlin.jar")).toAbsolutePath().normalize();
  }

  static boolean isRun(CodeBlock block) {
    return block.marks().stream()
        .anyMatch(mark -> mark.kind() == Mark.Kind.RUN || mark.kind() == Mark.Kind.START);
  }

  /** Does what the blocks say; fails with the place of the first that does not end as it should. */
  void follow(List<CodeBlock> blocks) throws IOException, InterruptedException {
    for (CodeBlock block : blocks) {
      for (Mark mark : block.marks()) {
        switch (mark.kind()) {
          case START -> start(block, mark);
          case RUN -> run(block, mark);
          case TESTED, NEEDS -> {}
        }
      }
    }
  }

  /** How many blocks were run. */
  int runs() {
    return runs;
  }

  private void start(CodeBlock block, Mark mark) throws IOException {
    boolean toFile = mark.detail().equals(".env");
    StandIn started = StandIn.start(block.text(), toFile, jar(), directory);
    standIns.add(started);
    if (toFile) {
      Files.write(directory.resolve(".env"), started.settings());
    }
  }

  private void run(CodeBlock block, Mark mark) throws IOException, InterruptedException {
    String code = block.text();
    for (StandIn standIn : standIns) {
      code = standIn.reached(code);
    }
    Path out = Files.createTempFile("purlin-page", ".out");
    Path err = Files.createTempFile("purlin-page", ".err");
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-eu", "-c", code)
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> variables = shell.environment();
    String java = System.getProperty("java.home");
    String path = directory + ":" + Path.of(java, "bin") + ":" + variables.get("PATH");
    variables.keySet().retainAll(INHERITED);
    variables.put("PATH", path);
    variables.put("JAVA_HOME", java);
    variables.put("PURLIN_JAVA_OPTS", QUICK_START);
    try (Started started = new Started(shell.start(), out, err)) {
      Ended ended = started.end();
      if (ended.exitCode() != mark.exitCode()) {
        throw new AssertionError(
            block.place(block.line()) + "should end with " + mark.exitCode() + ", but: " + ended);
      }
    }
    runs++;
  }

  @Override
  public void close() throws IOException {
    standIns.forEach(StandIn::close);
    for (Path link : links) {
      Files.delete(link);
    }
  }
}
