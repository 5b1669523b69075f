package org.purlin.pipelines.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Masker;
import org.purlin.io.secret.Secret;
import org.purlin.pipelines.Job;

/** The front door as the program has it, but with one job behind it that the program lacks. */
public final class OneJob {

  private OneJob() {}

  /**
   * What a command line came to.
   *
   * @param said everything that was printed
   */
  public record Ended(int exitCode, String said) {}

  /** Types {@code purlin} and these words. */
  public static Ended type(
      Job<?> job, Path directory, Map<String, String> environment, List<String> words) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, UTF_8);
    Surroundings around =
        new Surroundings(
            List.of(TaskVerb.of(job)), environment, directory, out, out, false, secrets());
    int exitCode = FrontDoor.enter(words, around).number();
    return new Ended(exitCode, said.toString(UTF_8));
  }

  private static Secrets secrets() {
    return new Secrets(
        Masker::mask,
        variables -> {
          LocalEnvironment.clear();
          LocalEnvironment.add(variables);
        },
        Secret::parse,
        CredentialsRefusedException.class::isInstance);
  }
}
