package org.purlin.pipelines.csc;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.JsonOptions;

/** Options of {@link ReconcileCsc}. */
@Description("Lists and settles what runs left open.")
public interface CscReconcileOptions extends JsonOptions, CscDatabaseOptions {

  /** What a person found out about records in doubt. */
  enum Settle {
    ACCEPTED,
    NOTACCEPTED
  }

  @Description(
      "Settle the records in doubt: accepted, when the Department holds them, is as if receipts had"
          + " come; notAccepted takes them out, and the next run sends them. Settle nothing you have"
          + " not asked the Department about: what is wrongly accepted is never sent again.")
  Settle getSettle();

  void setSettle(Settle value);

  @Description("Settle those of one batch only.")
  String getBatch();

  void setBatch(String value);

  @Description("Settle those of one row of the staging table only, by its id.")
  Long getRow();

  void setRow(Long value);

  @Description("Write the receiver's answers into the staging table that are known and not there.")
  @Default.Boolean(false)
  boolean isWriteBack();

  void setWriteBack(boolean value);

  @Description("Do it without asking on the terminal.")
  @Default.Boolean(false)
  boolean isYes();

  void setYes(boolean value);

  @Description("List the children's ids too, to ask the Department about them.")
  @Default.Boolean(false)
  boolean isShowIds();

  void setShowIds(boolean value);
}
