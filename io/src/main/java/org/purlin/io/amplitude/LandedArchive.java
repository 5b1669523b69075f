package org.purlin.io.amplitude;

import java.io.Serializable;
import java.util.List;

/**
 * An archive that lies on disk untouched.
 *
 * @param location its file name, to open it
 * @param name what it is called in ledger and messages
 * @param bytes its size; null before it was looked at
 * @param sha256 of its content; null before it was looked at
 * @param asked the hours it was asked for; null for an archive found on disk
 * @param wanted the epoch hours to take from it; null takes all it holds
 */
record LandedArchive(
    String location, String name, Long bytes, String sha256, HourWindow asked, List<Long> wanted)
    implements Serializable {

  /** An archive found on disk. */
  static LandedArchive found(String location, String name) {
    return new LandedArchive(location, name, null, null, null, null);
  }
}
