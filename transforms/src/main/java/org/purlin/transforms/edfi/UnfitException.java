package org.purlin.transforms.edfi;

/** A payload that must not be sent. The message says where and why, never with a value. */
final class UnfitException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String type;
  private final String path;

  UnfitException(String type, String path, String reason) {
    // A stack trace would be taken for every bad record and read by nobody.
    super(Paths.rooted(path) + ": " + reason + ".", null, false, false);
    this.type = type;
    this.path = Paths.rooted(path);
  }

  String type() {
    return type;
  }

  String path() {
    return path;
  }
}
