package org.purlin.pipelines.alma;

import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.check.CheckOptions;

/** Options of {@link CheckAlma}: those of the job, so that its command line can be tried. */
@Description("Tries everything a run with the same options needs.")
public interface CheckAlmaOptions extends PullAlmaOptions, CheckOptions {}
