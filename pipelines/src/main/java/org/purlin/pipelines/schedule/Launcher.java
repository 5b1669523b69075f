package org.purlin.pipelines.schedule;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The script that started this program: {@code purlin}, or on Windows {@code purlin.cmd}. */
public final class Launcher {

  /** Set by the script: on Windows its full path, elsewhere how the user called it. */
  public static final String PROPERTY = "purlin.program";

  private static final String WINDOWS_ENDING = ".cmd";

  private Launcher() {}

  /**
   * The first word of a command for a POSIX shell in the directory where the user is. On Windows
   * the bare name, because a path of Windows means something else there.
   */
  static String asCalled() {
    return property().filter(program -> !isWindows(program)).orElse("purlin");
  }

  /** The first word of a crontab's command, which has neither the user's directory nor his PATH. */
  public static String forCron(Path directory) {
    return property()
        .filter(program -> !isWindows(program))
        .map(program -> absolute(program, directory))
        .orElse("./purlin");
  }

  /** The first word of a task's command on Windows. */
  public static String forWindows() {
    return property().filter(Launcher::isWindows).orElse("purlin" + WINDOWS_ENDING);
  }

  private static Optional<String> property() {
    return Optional.ofNullable(System.getProperty(PROPERTY));
  }

  private static boolean isWindows(String program) {
    return program.endsWith(WINDOWS_ENDING);
  }

  private static String absolute(String program, Path directory) {
    if (program.contains("/")) {
      return directory.resolve(program).normalize().toString();
    }
    // A bare name is one that the PATH has led to.
    return Arrays.stream(
            Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
        .map(place -> directory.resolve(place).resolve(program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse(program);
  }
}
