package org.purlin.pipelines.cli;

import java.util.regex.Pattern;

/** How a reference to a secret looks, as far as the command line has to know. */
final class SecretForms {

  /** How to give a secret, in words. */
  static final String HOW = "env:NAME, file:path or secret:projects/P/secrets/S/versions/V";

  private static final Pattern REFERENCE = Pattern.compile("(env|file|secret):\\S.*");

  private SecretForms() {}

  static boolean isReference(String value) {
    return REFERENCE.matcher(value).matches();
  }
}
