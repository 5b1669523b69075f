package org.purlin.pipelines.edfi;

import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.JsonOptions;

/** Options of {@link CheckEdfi}. */
@Description("Tries everything a run against Ed-Fi APIs needs.")
public interface EdfiCheckOptions extends JsonOptions, EdfiOptions {

  @Description(
      "Resources that must be readable, with commas between. When not given, all that a server"
          + " says it has are tried, except descriptors, and one that may not be read is no failure.")
  String getResources();

  void setResources(String value);
}
