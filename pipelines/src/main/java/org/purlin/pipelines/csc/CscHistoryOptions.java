package org.purlin.pipelines.csc;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;
import org.purlin.pipelines.JsonOptions;

/** Options of {@link ShowCscHistory}. */
@Description("Says what was sent of one child.")
public interface CscHistoryOptions extends JsonOptions, CscDatabaseOptions {

  @Description(
      "The child's la_child_id; or file:PATH, whose first line it is, so that it stands in no"
          + " command history.")
  @Validation.Required
  String getChild();

  void setChild(String value);

  @Description("Show the records that were sent and the receiver's words too: the child's data.")
  @Default.Boolean(false)
  boolean isBodies();

  void setBodies(boolean value);
}
