package org.purlin.io.bigquery;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.services.bigquery.model.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.gcp.bigquery.DynamicDestinations;
import org.apache.beam.sdk.io.gcp.bigquery.TableDestination;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.ValueInSingleWindow;
import org.purlin.transforms.rows.Table;

/**
 * Sends each row to the staging table of its table; what columns that has is known while running.
 */
final class StagingTables extends DynamicDestinations<KV<String, byte[]>, String> {

  private static final long serialVersionUID = 1L;

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final BigQueryRun run;
  private final PCollectionView<Map<String, String>> schemas;

  StagingTables(BigQueryRun run, PCollectionView<Map<String, String>> schemas) {
    this.run = run;
    this.schemas = schemas;
  }

  @Override
  public List<PCollectionView<?>> getSideInputs() {
    return List.of(schemas);
  }

  @Override
  public String getDestination(ValueInSingleWindow<KV<String, byte[]>> row) {
    return row.getValue().getKey();
  }

  @Override
  public Coder<String> getDestinationCoder() {
    return StringUtf8Coder.of();
  }

  @Override
  public TableDestination getTable(String table) {
    return new TableDestination(run.spec(run.staging(table)), null);
  }

  @Override
  public TableSchema getSchema(String table) {
    try {
      return Schemas.of(JSON.readValue(sideInput(schemas).get(table), Table.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
