package org.purlin.pipelines.edfi;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.check.CheckOptions;

/** Options of {@link CheckEdfi}: those of a pull, so that its command line can be tried. */
@Description("Tries everything a run against Ed-Fi APIs needs.")
public interface CheckEdfiOptions extends PullEdfiOptions, CheckOptions {

  @Description(
      "Resources that must be readable, with commas between. all tries every resource that a server"
          + " says it has, except descriptors, and one that may not be read is no failure.")
  @Default.String("all")
  @Override
  String getResources();

  @Override
  void setResources(String value);
}
