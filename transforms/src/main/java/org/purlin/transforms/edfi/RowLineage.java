package org.purlin.transforms.edfi;

import java.io.Serializable;

/**
 * Where a record comes from.
 *
 * @param district key of the district
 * @param changeVersion the version the record was read at; null when the server has none
 * @param runId the run that read it
 */
public record RowLineage(String district, Long changeVersion, String runId)
    implements Serializable {}
