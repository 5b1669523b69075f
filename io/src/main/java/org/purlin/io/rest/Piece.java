package org.purlin.io.rest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.purlin.io.landing.Part;

/** What is said of a window: how many units it has, and what became of each. */
sealed interface Piece extends Serializable {

  /** So many units were found. */
  record Planned(long units) implements Piece {
    private static final long serialVersionUID = 1L;
  }

  /** A unit was asked for, and put off. */
  record Tried(List<Call> calls) implements Piece {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A unit that was read.
   *
   * @param unit where it stands among the units of its window
   * @param slice the value of the column that tells units apart; null when there is none
   * @param tables by name
   * @param rejects records that could not be rows, and what was asked for and is not there
   * @param calls requests that were made
   * @param pages that were read
   * @param records in all pages
   * @param total that the endpoint named; null when it named none, and for a unit that reads
   *     further pages of another
   * @param charged what the requests cost
   * @param notices texts for users
   * @param incomplete why reading ended early; null when it did not
   * @param again whether it was read by an earlier run and not asked for again
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Read(
      String unit,
      String slice,
      Map<String, TablePiece> tables,
      List<Reject> rejects,
      List<Call> calls,
      long pages,
      long records,
      Long total,
      long charged,
      List<String> notices,
      String incomplete,
      boolean again)
      implements Piece {
    private static final long serialVersionUID = 1L;

    /** Names nobody. */
    @Override
    public String toString() {
      return "unit with " + records + " records";
    }

    /** The same, used by a later run than the one that read it. */
    Read readEarlier() {
      return new Read(
          unit,
          slice,
          tables,
          rejects,
          List.of(),
          pages,
          records,
          total,
          0,
          notices,
          incomplete,
          true);
    }

    /** The same with rows elsewhere. */
    Read withTables(Map<String, TablePiece> others) {
      return new Read(
          unit,
          slice,
          others,
          rejects,
          calls,
          pages,
          records,
          total,
          charged,
          notices,
          incomplete,
          again);
    }

    /** The same, called otherwise; nulls hide whose it is. */
    Read named(String otherUnit, String otherSlice) {
      return new Read(
          otherUnit,
          otherSlice,
          tables,
          rejects,
          calls,
          pages,
          records,
          total,
          charged,
          notices,
          incomplete,
          again);
    }
  }

  /**
   * A unit that could not be read.
   *
   * @param shown names it
   */
  record Failed(String shown, String reason, List<Call> calls, long charged) implements Piece {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Rows of one table.
   *
   * @param part null when there are none
   * @param rejected records that could not be rows
   */
  record TablePiece(
      Part part,
      long rows,
      long rejected,
      Map<String, Long> newKeys,
      Map<String, Map<String, Long>> changedTypes)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A record that is no row.
   *
   * @param table whose row it should be; null when it was asked for and is not there
   * @param record names it as far as it may be named
   */
  record Reject(String table, String record, String reason, String shown, long page)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A request.
   *
   * @param shown its URL without what singles out a person
   * @param status null when no answer came
   * @param error null when it was good
   */
  record Call(String shown, Integer status, int attempts, long rows, long millis, String error)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }
}
