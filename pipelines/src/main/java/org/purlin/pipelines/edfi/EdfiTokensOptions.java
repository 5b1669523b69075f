package org.purlin.pipelines.edfi;

import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.JsonOptions;

/** Options of {@link EdfiTokens}. */
@Description("Asks the Ed-Fi APIs of districts for a token each.")
public interface EdfiTokensOptions extends JsonOptions, EdfiOptions {}
