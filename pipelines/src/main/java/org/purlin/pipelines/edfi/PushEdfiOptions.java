package org.purlin.pipelines.edfi;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.purlin.io.edfi.SubmitRun;

/** Options of {@link PushEdfi}. */
@Description("Sends records to the Ed-Fi APIs of districts.")
public interface PushEdfiOptions extends SubmitOptions {

  @Description(
      "Ask the server first what it holds, one request a row. A dry run then says which rows would"
          + " be created, updated or are there already; with --commit, rows that are there already"
          + " are not sent.")
  @Default.Boolean(false)
  boolean isCompare();

  void setCompare(boolean value);

  @Description(
      "Several rows with one natural key: order sends them one after the other, as they stand in the"
          + " input, so that the last one stays; reject sends none of them.")
  @Default.Enum("ORDER")
  SubmitRun.Duplicates getDuplicates();

  void setDuplicates(SubmitRun.Duplicates value);

  @Description(
      "Which rows are sent that earlier runs have sent: unproven are all that are not proven"
          + " delivered as they are now; rejected those that were neither delivered nor left in"
          + " doubt; unknown those left in doubt; all sends everything again.")
  @Default.Enum("UNPROVEN")
  SubmitRun.Resend getResend();

  void setResend(SubmitRun.Resend value);
}
