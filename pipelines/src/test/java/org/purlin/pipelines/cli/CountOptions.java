package org.purlin.pipelines.cli;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.SecretReference;

/** Options of a job made up for tests. */
public interface CountOptions extends JobOptions {

  @Description("Who counts, 100% of the time.")
  @Validation.Required
  String getCounterName();

  void setCounterName(String value);

  @Description("How many hours to count.")
  @Default.Integer(6)
  int getWindowHours();

  void setWindowHours(int value);

  @Description("Key of the counting house.")
  @SecretReference
  String getSecretKey();

  void setSecretKey(String value);

  @Description("An address.")
  String getProxyLikeAddress();

  void setProxyLikeAddress(String value);

  @Description("What goes wrong.")
  @Default.Enum("NOTHING")
  Trouble getTrouble();

  void setTrouble(Trouble value);

  /** What a test may ask to go wrong. */
  enum Trouble {
    NOTHING,
    ALREADY_DONE,
    MISTAKE,
    PREPARE_BREAKS,
    REFUSED,
    STEP_FAILS,
    DISK_FULL,
    MEMORY_FULL,
    REJECTS,
    WINDOW_MISSING,
    OPEN_BALANCE,
    JOB_SAYS_FAILED,
    CLOSED,
    ALL_REFUSED
  }
}
