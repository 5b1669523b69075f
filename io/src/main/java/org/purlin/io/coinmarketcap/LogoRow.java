package org.purlin.io.coinmarketcap;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.purlin.io.http.Download;
import org.purlin.transforms.rows.Column;

/** Makes the row of a logo, as JSON with the table's columns. */
final class LogoRow {

  /** Longer marks are an accident, and would be sent back. */
  private static final int MOST_CHARS = 200;

  private final ObjectNode row = JsonNodeFactory.instance.objectNode();

  LogoRow(LogoRun run, Logo logo) {
    for (Column column : CoinMarketCapTables.logos().columns()) {
      row.putNull(column.name());
    }
    row.put("id", logo.id());
    row.put("size", logo.size());
    row.put("url", logo.address());
    row.put("fetched_at", run.startedAt().toString());
    row.put("_run_id", run.runId());
  }

  /** What the answer's head says. */
  void answered(Download answer) {
    row.put("http_status", answer.status());
    put("content_type", answer, "Content-Type");
    if (answer.status() / 100 == 2) {
      row.put("bytes", answer.bytes());
      row.put("sha256", answer.sha256());
    }
  }

  /** There is a picture. */
  String with(PngPicture picture, Download answer, String path) {
    put("etag", answer, "ETag");
    put("last_modified", answer, "Last-Modified");
    row.put("width", picture.width());
    row.put("height", picture.height());
    row.put("path", path);
    return row.toString();
  }

  /** There is none. */
  String without(String why) {
    row.put("error", why);
    return row.toString();
  }

  private void put(String column, Download answer, String header) {
    answer
        .headers()
        .firstValue(header)
        .filter(value -> value.length() <= MOST_CHARS)
        .ifPresent(value -> row.put(column, value));
  }
}
