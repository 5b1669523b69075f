package org.purlin.io.secret;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;

/**
 * A reference to a secret: where its value is, never the value. Safe to print, to serialise and to
 * put into a job graph.
 *
 * <ul>
 *   <li>{@code env:NAME}: an environment variable of the worker, or of the launcher's {@code .env}
 *       file (see {@link LocalEnvironment}).
 *   <li>{@code file:PATH}: the first line of a file, blanks around it removed. A local path or one
 *       of any file system Beam knows, such as {@code file:gs://keys/amplitude}.
 *   <li>{@code secret:projects/P/secrets/S/versions/V}: a version in Google's Secret Manager. Its
 *       form is checked here; it cannot be resolved by this build.
 * </ul>
 */
public final class Secret implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Pattern ENV = Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern FILE = Pattern.compile("file:\\S.*");

  /** The resource name of a version; see https://cloud.google.com/secret-manager/docs. */
  private static final Pattern MANAGED =
      Pattern.compile(
          "secret:projects/[a-z0-9.:-]+/secrets/[A-Za-z0-9_-]{1,255}/versions/[A-Za-z0-9_-]+");

  /** No credential is longer; a larger "first line" means that the file is something else. */
  private static final int LONGEST_LINE_BYTES = 65_536;

  private final String reference;

  private Secret(String reference) {
    this.reference = reference;
  }

  /**
   * Reads the value of an option.
   *
   * @param flag the option's name, with or without its dashes, for the message
   * @param reference what the user gave
   * @throws IllegalArgumentException when this is not a reference. The message names the flag and
   *     how to pass a secret; it never repeats what was given, because that may be the secret.
   */
  public static Secret parse(String flag, String reference) {
    if (reference != null
        && (ENV.matcher(reference).matches()
            || FILE.matcher(reference).matches()
            || MANAGED.matcher(reference).matches())) {
      return new Secret(reference);
    }
    throw new IllegalArgumentException(
        (flag.startsWith("--") ? flag : "--" + flag)
            + " must be a reference to a secret, not the secret itself, because options are shown"
            + " in job pages and logs. Pass env:NAME, file:PATH or"
            + " secret:projects/PROJECT/secrets/NAME/versions/VERSION.");
  }

  /**
   * Reads the value, on the worker, each time anew, and registers it with {@link Masker}.
   *
   * @return the value, never empty
   * @throws UnresolvedSecretException when there is none; the message names the reference only
   */
  public String resolve() {
    String value;
    if (reference.startsWith("env:")) {
      value = environmentVariable(reference.substring("env:".length()));
    } else if (reference.startsWith("file:")) {
      value = firstLine(filePath());
    } else {
      throw new UnresolvedSecretException(
          "The secret '"
              + reference
              + "' needs the Google Cloud part of Purlin, which is not in this build. Use env:NAME"
              + " or file:PATH.");
    }
    Masker.register(value);
    return value;
  }

  private static String environmentVariable(String name) {
    String value =
        LocalEnvironment.get(name)
            .orElseThrow(
                () ->
                    new UnresolvedSecretException(
                        "Environment variable "
                            + name
                            + " is not set. Set it, or put it into a .env file in the working"
                            + " directory."));
    if (value.isBlank()) {
      throw new UnresolvedSecretException("Environment variable " + name + " is empty.");
    }
    return value;
  }

  /** {@code file:///etc/key} is a path with a scheme already, {@code file:key.txt} is not. */
  private String filePath() {
    String path = reference.substring("file:".length());
    return path.startsWith("//") ? reference : path;
  }

  private static String firstLine(String path) {
    byte[] start;
    try (InputStream file =
        Channels.newInputStream(
            FileSystems.open(FileSystems.matchSingleFileSpec(path).resourceId()))) {
      start = file.readNBytes(LONGEST_LINE_BYTES);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnresolvedSecretException(
          "Cannot read the secret in '" + path + "'. Is the path right and readable?", e);
    }
    String text = new String(start, StandardCharsets.UTF_8).replace("\uFEFF", "");
    String line = text.lines().findFirst().orElse("");
    if (line.isBlank()) {
      throw new UnresolvedSecretException(
          "The first line of '" + path + "' is empty; the secret must stand there.");
    }
    return line.strip();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.reference.equals(reference);
  }

  @Override
  public int hashCode() {
    return reference.hashCode();
  }

  /** Returns the reference. */
  @Override
  public String toString() {
    return reference;
  }
}
