package org.purlin.io.secret;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A reference to a secret: where its value is, never the value. Safe to print, to serialise and to
 * put into a job graph.
 *
 * <ul>
 *   <li>{@code env:NAME}: an environment variable of the worker, or of the launcher's {@code .env}
 *       file (see {@link LocalEnvironment}).
 *   <li>{@code file:PATH}: the first line of a file, blanks around it removed. A local path or one
 *       of any file system Beam knows, such as {@code file:gs://keys/amplitude}.
 *   <li>{@code secret:projects/P/secrets/S/versions/V}: the first line of a version in Google's
 *       Secret Manager, blanks around it removed. {@code latest} is a version. A value is kept in
 *       memory for some minutes.
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

  private static final String ENV_SCHEME = "env:";
  private static final String MANAGED_SCHEME = "secret:";

  /** No credential is longer, and Secret Manager takes no more. */
  private static final int LONGEST_BYTES = 65_536;

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
   * Reads the value, on the worker, and registers it with {@link Masker}.
   *
   * @return the value, never empty
   * @throws UnresolvedSecretException when there is none; the message names the reference only
   */
  public String resolve() {
    String value;
    if (reference.startsWith(ENV_SCHEME)) {
      value = environmentVariable(reference.substring(ENV_SCHEME.length()));
    } else {
      value = firstLine(text(WorkerOptions.get()));
    }
    Masker.register(value);
    return value;
  }

  /**
   * Reads all lines of the value, on the worker. They are not registered with {@link Masker},
   * because some of them may be of no interest.
   *
   * @param options say where Secret Manager is, and who asks
   * @throws UnresolvedSecretException when it cannot be read; the message names the reference only
   */
  public String resolveLines(PipelineOptions options) {
    return text(options);
  }

  private String text(PipelineOptions options) {
    if (reference.startsWith(ENV_SCHEME)) {
      return environmentVariable(reference.substring(ENV_SCHEME.length()));
    }
    return reference.startsWith(MANAGED_SCHEME)
        ? SecretManager.access(reference.substring(MANAGED_SCHEME.length()), options)
        : start(filePath());
  }

  /**
   * Whether the value is on this machine, in a file or a variable, so that no other can read it.
   */
  public boolean isLocal() {
    return reference.startsWith(ENV_SCHEME)
        || (reference.startsWith("file:") && !filePath().matches("(?!file:)[a-z0-9+.-]+://.*"));
  }

  /** Whether the value is in Secret Manager. */
  public boolean isManaged() {
    return reference.startsWith(MANAGED_SCHEME);
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

  private static String start(String path) {
    try (InputStream file =
        Channels.newInputStream(
            FileSystems.open(FileSystems.matchSingleFileSpec(path).resourceId()))) {
      return new String(file.readNBytes(LONGEST_BYTES), StandardCharsets.UTF_8)
          .replace("\uFEFF", "");
    } catch (IOException | IllegalArgumentException e) {
      throw new UnresolvedSecretException(
          "Cannot read the secret in '" + path + "'. Is the path right and readable?", e);
    }
  }

  private String firstLine(String text) {
    String line = text.lines().findFirst().orElse("");
    if (line.isBlank()) {
      throw new UnresolvedSecretException(
          "The first line of '"
              + (isManaged() ? reference : filePath())
              + "' is empty; the secret must stand there.");
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
