package org.purlin.io.staging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** A directory only its owner may enter, where the file system knows such a thing. */
final class OwnersDirectory {

  private OwnersDirectory() {}

  static void make(String directory) {
    Path path = Path.of(directory);
    try {
      Files.createDirectories(path);
      PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
      if (view != null) {
        view.setPermissions(PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot make " + path + " a directory only its owner may enter. Name another one.", e);
    }
  }
}
