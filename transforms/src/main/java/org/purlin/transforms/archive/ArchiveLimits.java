package org.purlin.transforms.archive;

import java.io.Serializable;

/**
 * How much an archive may ask of the machine that opens it.
 *
 * @param maxMembers members of one archive
 * @param maxExpandedBytes bytes one member may expand to, both layers of compression undone
 * @param maxRatio expanded bytes for each byte in the archive, looked at past {@link
 *     #RATIO_FREE_BYTES}
 * @param maxLineBytes bytes of one line without its line end; each thread may need this much memory
 */
public record ArchiveLimits(int maxMembers, long maxExpandedBytes, long maxRatio, int maxLineBytes)
    implements Serializable {

  /** Small members may compress as well as they like. */
  static final long RATIO_FREE_BYTES = 64L << 20;

  /** Arrays end a little before 2 GiB, and a line needs room for its line end. */
  private static final int LONGEST_LINE_BYTES = Integer.MAX_VALUE - 16;

  public ArchiveLimits {
    if (maxMembers < 1 || maxExpandedBytes < 1 || maxRatio < 1 || maxLineBytes < 1) {
      throw new IllegalArgumentException("Limits of an archive must be at least 1.");
    }
    if (maxLineBytes > LONGEST_LINE_BYTES) {
      throw new IllegalArgumentException(
          "A line cannot be longer than " + LONGEST_LINE_BYTES + " bytes.");
    }
  }

  /**
   * Bytes a zip may make of one of a member's bytes, past {@link #RATIO_FREE_BYTES}. Members are
   * gzip already, so deflating them again gains nothing; 20 leaves room for very regular ones.
   */
  static final long MAX_ZIP_RATIO = 20;

  /**
   * Ten times what the largest real archive could need: 4 GB is the API's own limit, 24 hours of
   * parts are some hundred members, JSON events compress 8 to 30 times, and an event has 1 to 2 kB.
   */
  public static final ArchiveLimits DEFAULT =
      new ArchiveLimits(10_000, 400L << 30, 1_000, 16 << 20);

  /** The same limits with another line length. */
  public ArchiveLimits withMaxLineBytes(int bytes) {
    return new ArchiveLimits(maxMembers, maxExpandedBytes, maxRatio, bytes);
  }

  /** The same limits with another expanded size. */
  public ArchiveLimits withMaxExpandedBytes(long bytes) {
    return new ArchiveLimits(maxMembers, bytes, maxRatio, maxLineBytes);
  }
}
