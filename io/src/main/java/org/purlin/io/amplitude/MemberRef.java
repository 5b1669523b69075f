package org.purlin.io.amplitude;

import java.io.Serializable;
import java.util.Comparator;

/**
 * One member of one archive, to be read by whoever gets it.
 *
 * @param archive the archive it is in
 * @param index its place in the archive's directory
 * @param name its name there
 */
record MemberRef(LandedArchive archive, int index, String name) implements Serializable {

  /** The same order on every machine and in every run. */
  static final Comparator<MemberRef> ORDER =
      Comparator.comparing((MemberRef member) -> member.archive().name())
          .thenComparing(member -> member.archive().sha256())
          .thenComparing(MemberRef::name)
          .thenComparing(MemberRef::index);

  /** Archive and member, for messages. */
  String where() {
    return archive.name() + ", member " + MemberName.shown(name);
  }
}
