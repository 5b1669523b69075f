package org.purlin.pipelines.coinmarketcap;

import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.check.CheckOptions;

/** Options of {@link CheckCoinMarketCap}: those of the job, so that its command can be tried. */
@Description("Tries everything a pull with the same options needs.")
public interface CheckCoinMarketCapOptions extends PullCoinMarketCapOptions, CheckOptions {}
