package org.purlin.pipelines.cli;

import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.NetworkOptions;
import org.purlin.pipelines.NotifyOptions;

/** Options of {@code purlin report}. */
@Description("Shows reports, and tells others.")
public interface ReportOptions extends NotifyOptions, NetworkOptions {}
