package org.purlin.pipelines.csc;

import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.JsonOptions;

/** Options of {@link CheckCsc}. */
@Description("Tries everything a CSC run needs.")
public interface CheckCscOptions
    extends JobOptions, JsonOptions, CscDatabaseOptions, CscReceiverOptions {

  @Description(
      "What to try, with commas between: endpoint (names, network, token, a harmless post),"
          + " database (login, rights, records) and schema (columns and rows of the staging table)."
          + " When not given, all, and also where results and logs go.")
  String getOnly();

  void setOnly(String value);
}
