package org.purlin.pipelines.bigquery;

import org.purlin.sandbox.bigquery.BigQuerySettings;

/** The same pulls, each request checked against Google's published descriptions. */
class PullsRecordingsTest extends PullsTest {

  @Override
  BigQuerySettings settings() {
    return super.settings().withDiscovery(Recordings.directory().resolve("discovery"));
  }
}
