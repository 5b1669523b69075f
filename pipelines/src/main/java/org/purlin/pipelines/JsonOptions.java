package org.purlin.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** Options of a command whose answer programs read as well; see {@link Console#answer}. */
public interface JsonOptions extends CommandOptions {

  @Description("Print the answer as JSON, for programs.")
  @Default.Boolean(false)
  boolean isJson();

  void setJson(boolean value);
}
