package org.purlin.pipelines.cli;

import java.util.Optional;

/** The version of the program, from the jar's manifest. */
final class Version {

  /** {@code 0.1.0}, or {@code dev} when the classes do not come from the jar. */
  static final String NUMBER =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("dev");

  private Version() {}
}
