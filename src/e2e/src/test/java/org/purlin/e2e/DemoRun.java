package org.purlin.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One run of {@code purlin demo}, which shows all five systems; each test looks at its part.
 *
 * @param ended the process
 * @param directory it ran in
 */
record DemoRun(Ended ended, Path directory) {

  private static DemoRun only;

  /**
   * Runs all demos when nobody has yet; that has to end well. A demo does the same alone as among
   * them.
   *
   * @param words of the demo that is looked at: {@code demo}, {@code alma}
   */
  static synchronized DemoRun with(String... words) throws Exception {
    if (only == null) {
      Path directory = Files.createTempDirectory(Path.of("target"), "demo").toAbsolutePath();
      only = new DemoRun(Purlin.script(directory).run(words[0]).exits(0), directory);
    }
    only.out(words[1]);
    return only;
  }

  /** Where a demo's results are. */
  Path output(String demo) {
    return directory.resolve("out/demo/" + demo);
  }

  /** What was printed for one demo. */
  String out(String demo) {
    String heading = "== " + demo + " ==\n";
    int start = ended.out().indexOf(heading);
    if (start < 0) {
      throw new AssertionError("There is no " + heading + " in " + ended.out());
    }
    int end = ended.out().indexOf("\n== ", start + heading.length());
    return ended.out().substring(start, end < 0 ? ended.out().length() : end);
  }

  String err() {
    return ended.err();
  }
}
