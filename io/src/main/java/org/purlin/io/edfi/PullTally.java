package org.purlin.io.edfi;

/** Counts while something is read. */
final class PullTally {

  long read;
  long duplicates;
  long rejected;
  long keyChanges;
  long deletes;
  long pages;
  long requests;
  long bytes;

  PullTally copy() {
    PullTally copy = new PullTally();
    copy.read = read;
    copy.duplicates = duplicates;
    copy.rejected = rejected;
    return copy;
  }

  /** Records that were read since then do not count; the requests do. */
  void forgetRecordsSince(PullTally before) {
    read = before.read;
    duplicates = before.duplicates;
    rejected = before.rejected;
  }

  /** The requests of a plan, whose pages count for nobody. */
  PullNumbers asked() {
    return new PullNumbers(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, requests, 0);
  }

  /** As numbers of one unit; what was landed is not known before all units are. */
  PullNumbers numbers() {
    return new PullNumbers(
        read, 0, duplicates, 0, rejected, 0, 0, keyChanges, deletes, 1, pages, requests, bytes);
  }
}
