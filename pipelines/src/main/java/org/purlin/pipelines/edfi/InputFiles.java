package org.purlin.pipelines.edfi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.UserMistakeException;

/** The files that {@code --input} means. */
final class InputFiles {

  /** Of a directory, files with other endings are somebody else's. */
  private static final List<String> ENDINGS = List.of(".jsonl", ".ndjson", ".json", ".csv");

  private InputFiles() {}

  /**
   * The files in the order given, those of a directory or a glob by their names.
   *
   * @throws UserMistakeException when one of the words means no file, or two mean the same
   */
  static List<String> of(String input) {
    List<String> files = new ArrayList<>();
    for (String word : OptionValues.words(input)) {
      List<String> found = found(word);
      if (found.isEmpty()) {
        throw new UserMistakeException(
            "--input: there is no file "
                + word
                + ", nor a directory of that name with files that end in "
                + String.join(", ", ENDINGS)
                + ".");
      }
      files.addAll(found);
    }
    if (files.isEmpty()) {
      throw new UserMistakeException("--input must name a file, a directory or a glob.");
    }
    if (files.stream().distinct().count() < files.size()) {
      throw new UserMistakeException("--input names a file twice; its rows would be sent twice.");
    }
    return files;
  }

  private static List<String> found(String word) {
    try {
      if (Storage.size(word).isPresent()) {
        return List.of(word);
      }
      List<String> inside =
          Storage.list(word).stream().filter(InputFiles::isRows).sorted().toList();
      return inside.isEmpty() ? matching(word) : inside;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException noSuchFileSystem) {
      return List.of();
    }
  }

  private static boolean isRows(String file) {
    String name = Storage.fileName(file).toLowerCase(Locale.ROOT);
    return !name.startsWith("_")
        && !name.startsWith(".")
        && ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static List<String> matching(String glob) throws IOException {
    MatchResult result = FileSystems.match(glob, EmptyMatchTreatment.ALLOW);
    return result.status() == MatchResult.Status.OK
        ? result.metadata().stream().map(file -> file.resourceId().toString()).sorted().toList()
        : List.of();
  }
}
