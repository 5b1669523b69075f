package org.purlin.sandbox;

/** How an answer travels: whole, or in one of the ways networks damage answers. */
public sealed interface Delivery {

  /** Stands for half the body where a number of bytes is asked for. */
  long HALF = -1;

  /** As it should be. */
  record Whole() implements Delivery {}

  /** Nothing is sent; the connection is reset (TCP RST). */
  record Reset() implements Delivery {}

  /**
   * The head and the first bytes of the body are sent, then the connection ends.
   *
   * @param afterBytes how many bytes of the body are sent, or {@link #HALF}
   */
  record Cut(Ending ending, long afterBytes) implements Delivery {

    /** Refuses negative numbers other than {@link #HALF}. */
    public Cut {
      if (afterBytes < HALF) {
        throw new IllegalArgumentException("afterBytes must be 0 or more, but was: " + afterBytes);
      }
    }
  }

  /** The whole body, slowly. */
  record Drip(int bytesPerSecond) implements Delivery {

    /** Refuses speeds below one byte a second. */
    public Drip {
      if (bytesPerSecond < 1) {
        throw new IllegalArgumentException(
            "bytesPerSecond must be 1 or more, but was: " + bytesPerSecond);
      }
    }
  }

  /** How a body that is cut off was announced, and how its connection ends. */
  enum Ending {
    /** Full Content-Length, then a TCP reset. */
    RESET,
    /** Full Content-Length, then an orderly close. */
    CLOSE,
    /** No Content-Length, chunked, then an orderly close without the last chunk. */
    CHUNKED,
    /**
     * Neither Content-Length nor chunks: the close is the only end mark, so that nothing in HTTP
     * tells the cut from a whole body.
     */
    UNMARKED
  }
}
