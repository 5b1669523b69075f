package org.purlin.io.bigquery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.api.services.bigquery.model.TableRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;

/** A row's JSON as BigQueryIO takes it: structures stay structures, numbers stay exact. */
final class ToTableRow implements SerializableFunction<KV<String, byte[]>, TableRow> {

  private static final long serialVersionUID = 1L;

  private static final ObjectMapper JSON =
      JsonMapper.builder(RowRules.factory())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final ObjectReader READER = JSON.readerForMapOf(Object.class);

  @Override
  public TableRow apply(KV<String, byte[]> row) {
    try {
      Map<String, Object> columns = READER.readValue(row.getValue());
      TableRow present = new TableRow();
      columns.forEach(
          (name, value) -> {
            if (value != null) {
              present.set(name, value);
            }
          });
      return present;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(new IOException(RowRules.NO_JSON));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
