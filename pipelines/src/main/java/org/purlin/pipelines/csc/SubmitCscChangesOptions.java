package org.purlin.pipelines.csc;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.purlin.io.csc.CscRun;
import org.purlin.pipelines.JobOptions;
import org.purlin.transforms.csc.DeltaSettings;

/** Options of {@link SubmitCscChanges}. */
@Description("Sends what changed in the CSC staging table.")
public interface SubmitCscChangesOptions
    extends JobOptions, CscDatabaseOptions, CscReceiverOptions {

  /** What is sent of a child who changed. */
  enum PayloadForm {
    DELTA,
    FULL
  }

  @Description(
      "What is sent of a child who changed: delta is the changed blocks and purges of what is gone;"
          + " full is the whole record and purges of what is gone. When neither this nor"
          + " --usePartialPayload is given, delta.")
  PayloadForm getPayload();

  void setPayload(PayloadForm value);

  @Description(
      "The Python sender's name for --payload: true is delta, false is full. --payload wins.")
  Boolean getUsePartialPayload();

  void setUsePartialPayload(Boolean value);

  @Description("Records in one post, 1 to 100.")
  @Default.Integer(100)
  int getBatchSize();

  void setBatchSize(int value);

  @Description("Least time between two posts. An ISO-8601 duration.")
  @Default.String("PT0.4S")
  String getMinInterval();

  void setMinInterval(String value);

  @Description(
      "On the first run on a table that another sender used: sent takes what the table says was sent"
          + " as held by the receiver; none sends every child as a full record.")
  CscRun.Adopt getAdopt();

  void setAdopt(CscRun.Adopt value);

  @Description(
      "What becomes of a post without a clear answer: resend repeats it, in this run and the next;"
          + " hold keeps it for purlin csc reconcile. A repeat is harmless if the receiver replaces"
          + " what it has of a child, which is not published.")
  @Default.Enum("RESEND")
  CscRun.InDoubt getInDoubt();

  void setInDoubt(CscRun.InDoubt value);

  @Description(
      "What becomes of a child the receiver holds and who has no row any more: purge or keep."
          + " Children marked Deleted are purged in any case.")
  @Default.Enum("PURGE")
  CscRun.Absent getAbsent();

  void setAbsent(CscRun.Absent value);

  @Description(
      "Share of the children the receiver holds that one run may purge, in percent. Beyond it nothing"
          + " is purged and the exit code is 3.")
  @Default.String("5")
  String getMaxPurgePercent();

  void setMaxPurgePercent(String value);

  @Description("How many children one run may purge; -1 is no limit but --maxPurgePercent.")
  @Default.Long(-1)
  long getMaxPurgeCount();

  void setMaxPurgeCount(long value);

  @Description(
      "A field that had a value and has none now: null sends it as null, omit leaves it out of what"
          + " is sent whole, off takes that for no change.")
  @Default.Enum("NULL")
  DeltaSettings.Cleared getCleared();

  void setCleared(DeltaSettings.Cleared value);

  @Description(
      "How the receiver treats what it is sent: merge, replace, or either, which is right for both.")
  @Default.Enum("EITHER")
  DeltaSettings.Reading getReading();

  void setReading(DeltaSettings.Reading value);

  @Description("Send child_details with the deletion of a child.")
  @Default.Boolean(false)
  boolean isDeletionDetails();

  void setDeletionDetails(boolean value);

  @Description(
      "Paths that make no difference when records are compared, separated by commas, for example"
          + " mis_child_id,social_care_episodes.care_worker_details.")
  String getIgnoredPaths();

  void setIgnoredPaths(String value);

  @Description(
      "File of rules and code lists to check records by. When not given, those that come with"
          + " Purlin.")
  String getRules();

  void setRules(String value);

  @Description("Create the sender's tables when they are missing; see purlin csc ddl.")
  @Default.Boolean(false)
  boolean isCreateTables();

  void setCreateTables(boolean value);

  @Description("Send one child only, by la_child_id.")
  String getOnly();

  void setOnly(String value);

  @Description("Send at most so many children; 0 is no limit.")
  @Default.Integer(0)
  int getLimit();

  void setLimit(int value);

  @Description(
      "Write the bodies that would be posted to dry-run/ in the output directory, and change nothing"
          + " anywhere else.")
  @Default.Boolean(false)
  boolean isDryRun();

  void setDryRun(boolean value);

  @Description("Show the children's values in the bodies of --dry-run, not only their kinds.")
  @Default.Boolean(false)
  boolean isShowValues();

  void setShowValues(boolean value);

  @Description(
      "How long the lock on the table lives without a sign of life of its run, PT1M or more.")
  @Default.String("PT10M")
  String getLease();

  void setLease(String value);
}
