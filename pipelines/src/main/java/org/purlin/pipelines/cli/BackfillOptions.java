package org.purlin.pipelines.cli;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;
import org.purlin.pipelines.CommandOptions;

/** Flags of {@link BackfillVerb} itself; all others are the job's. */
interface BackfillOptions extends CommandOptions {

  /** Which step is the first. */
  enum Order {
    OLDEST,
    NEWEST
  }

  @Description("Where to begin; see the forms of each job below.")
  @Validation.Required
  String getFrom();

  void setFrom(String value);

  @Description("Where to end; see the forms of each job below.")
  @Validation.Required
  String getTo();

  void setTo(String value);

  @Description("How much one run takes, where a job lets one choose.")
  String getStep();

  void setStep(String value);

  @Description("Which step is the first.")
  @Default.Enum("OLDEST")
  Order getOrder();

  void setOrder(Order value);

  @Description("Do not ask before the steps are run.")
  @Default.Boolean(false)
  boolean isYes();

  void setYes(boolean value);

  @Description("Only print the steps; run none.")
  @Default.Boolean(false)
  boolean isPlan();

  void setPlan(boolean value);
}
