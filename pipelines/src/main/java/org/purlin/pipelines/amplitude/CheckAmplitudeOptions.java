package org.purlin.pipelines.amplitude;

import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.check.CheckOptions;

/** Options of {@link CheckAmplitude}: those of the job, so that its command line can be tried. */
@Description("Tries everything an export with the same options needs.")
public interface CheckAmplitudeOptions extends ExportAmplitudeOptions, CheckOptions {}
