package org.purlin.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Options that mean the same in every command and every job. */
public interface CommandOptions extends PipelineOptions {

  @Description("Directory for one log file per run, on this machine.")
  @Default.String("logs")
  String getLogs();

  void setLogs(String value);

  @Description("Say more on the terminal, and print stack traces of failures.")
  @Default.Boolean(false)
  boolean isDebug();

  void setDebug(boolean value);
}
