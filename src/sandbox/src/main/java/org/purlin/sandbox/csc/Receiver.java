package org.purlin.sandbox.csc;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the receivers the stand-in plays; each holds children of its own.
 *
 * @param live whether it is the live one and not the one for tests
 * @param laCode the local authority whose children it holds
 */
public record Receiver(boolean live, String laCode) {

  static final String TEST_BASE = "/children-in-social-care-data-receiver-test/1";
  static final String LIVE_BASE = "/children-in-social-care-data-receiver/1";

  private static final Pattern PATH =
      Pattern.compile(
          "/children-in-social-care-data-receiver(-test)?/1"
              + "/children_social_care_data/([^/]*)/children");

  /** The receiver for tests of a local authority. */
  public static Receiver test(String laCode) {
    return new Receiver(false, laCode);
  }

  /** The live receiver of a local authority. */
  public static Receiver live(String laCode) {
    return new Receiver(true, laCode);
  }

  /** The receiver that is at a path, if any is. */
  static Optional<Receiver> at(String path) {
    Matcher parts = PATH.matcher(path);
    return parts.matches()
        ? Optional.of(new Receiver(parts.group(1) == null, parts.group(2)))
        : Optional.empty();
  }
}
