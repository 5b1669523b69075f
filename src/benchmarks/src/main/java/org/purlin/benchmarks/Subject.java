package org.purlin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Something that is measured, several times. */
final class Subject {

  private final String name;
  private final Function<Path, List<String>> command;
  private final List<Usage> usages = new ArrayList<>();
  private Map<String, String> environment = Map.of();
  private Input input;
  private boolean makesRows;
  private long outputBytes;

  private Subject(String name, Function<Path, List<String>> command) {
    this.name = name;
    this.command = command;
  }

  /**
   * @param command makes the command line, given an empty directory
   */
  static Subject of(String name, Function<Path, List<String>> command) {
    return new Subject(name, command);
  }

  /** Its process gets these variables besides this one's. */
  Subject with(Map<String, String> variables) {
    environment = variables;
    return this;
  }

  /** Its speed is that of reading this. */
  Subject reading(Input read) {
    input = read;
    return this;
  }

  /** It must leave one line for each event. */
  Subject makingRows() {
    makesRows = true;
    return this;
  }

  String name() {
    return name;
  }

  /** What it reads; null when nothing. */
  Input input() {
    return input;
  }

  /** Bytes of rows it wrote last time. */
  long outputBytes() {
    return outputBytes;
  }

  /** Forgets what was measured so far. */
  void forget() {
    usages.clear();
  }

  Samples seconds() {
    return Samples.of(usages, Usage::seconds);
  }

  Samples cpuSeconds() {
    return Samples.of(usages, Usage::cpuSeconds);
  }

  Samples peakRssBytes() {
    return Samples.of(usages, Usage::peakRssBytes);
  }

  /** Runs it once; what it writes goes below the directory and is removed again. */
  Usage measure(Path work) throws IOException, InterruptedException {
    Path output = work.resolve("output");
    Directories.deleteAll(output);
    Files.createDirectories(output);
    // What others wrote must not go to the disk on this one's time.
    new ProcessBuilder("sync").inheritIO().start().waitFor();
    Usage usage = ChildProcess.run(command.apply(output), environment, work.resolve("log"));
    if (makesRows) {
      outputBytes = Lines.bytesBelow(output);
      long rows = Lines.below(output);
      if (rows != input.events()) {
        throw new IOException(name + " made " + rows + " rows of " + input.events() + " events.");
      }
    }
    Directories.deleteAll(output);
    usages.add(usage);
    return usage;
  }
}
