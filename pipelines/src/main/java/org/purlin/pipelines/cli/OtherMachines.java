package org.purlin.pipelines.cli;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.purlin.io.landing.Storage;
import org.purlin.io.secret.Secret;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.WorkerPlace;

/** Refuses what workers on other machines cannot see, before they start: they cost money. */
final class OtherMachines {

  private OtherMachines() {}

  /**
   * Checks that no place which workers read or write is on this machine's disk.
   *
   * @param home where the report goes
   */
  static void checkPlaces(Flags flags, JobOptions options, String home) {
    for (Flag flag : flags.all()) {
      WorkerPlace place = flag.getter().getAnnotation(WorkerPlace.class);
      if (place == null || !flag.getter().getDeclaringClass().isInstance(options)) {
        continue;
      }
      Object value = GivenOptions.valueOf(flag, options);
      for (String word : words(place, value)) {
        if (!word.equals(place.except()) && isOnThisDisk(word)) {
          throw new UserMistakeException(
              "--"
                  + flag.name()
                  + " is on this machine's disk, which Dataflow's workers cannot reach. Give "
                  + (place.except().isEmpty() ? "" : place.except() + " or ")
                  + "a place such as gs://BUCKET/NAME.");
        }
      }
    }
    if (isOnThisDisk(home)) {
      throw new UserMistakeException(
          "--landing is on this machine's disk, which Dataflow's workers cannot reach. Give a place"
              + " such as gs://BUCKET/landing.");
    }
  }

  private static List<String> words(WorkerPlace place, Object value) {
    if (value == null) {
      return List.of();
    }
    return place.several() ? OptionValues.words(value.toString()) : List.of(value.toString());
  }

  private static boolean isOnThisDisk(String place) {
    try {
      return !place.startsWith("bigquery:") && Storage.isLocal(place);
    } catch (IllegalArgumentException noSuchFileSystem) {
      // The job says so, in its own words.
      return false;
    }
  }

  /** Checks that no secret a run needs is a variable of this machine. */
  static void checkSecrets(Run run) {
    Set<String> references = new TreeSet<>();
    try (SecretsIn seen = new SecretsIn(references)) {
      seen.writeObject(run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    references.stream()
        .filter(reference -> reference.startsWith("env:"))
        .findFirst()
        .ifPresent(
            reference -> {
              throw new UserMistakeException(
                  reference
                      + " is a variable of this machine, which Dataflow's workers do not have. Put"
                      + " the secret into Secret Manager and give"
                      + " secret:projects/PROJECT/secrets/NAME/versions/VERSION instead.");
            });
  }

  /** Checks that a worker can read whom to tell how the run ended, where no launcher waits. */
  static void checkNotify(JobOptions options) {
    if (options.getNotify() != null && Secret.parse("--notify", options.getNotify()).isLocal()) {
      throw new UserMistakeException(
          "--notify: "
              + options.getNotify()
              + " is on this machine, where Dataflow's workers cannot read it. Put the address into"
              + " Secret Manager and give secret:projects/PROJECT/secrets/NAME/versions/VERSION"
              + " instead.");
    }
  }

  /** Sees every secret that is sent with an object, and sends nothing. */
  private static final class SecretsIn extends ObjectOutputStream {

    private final Set<String> references;

    SecretsIn(Set<String> references) throws IOException {
      super(OutputStream.nullOutputStream());
      this.references = references;
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object sent) {
      if (sent instanceof Secret secret) {
        references.add(secret.toString());
      }
      return sent;
    }
  }
}
