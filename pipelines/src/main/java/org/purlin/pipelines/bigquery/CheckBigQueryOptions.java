package org.purlin.pipelines.bigquery;

import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.check.CheckOptions;

/** Options of {@link CheckBigQuery}; each means what it means to a job. */
@Description("Tries everything a load into BigQuery needs.")
public interface CheckBigQueryOptions extends CheckOptions {}
