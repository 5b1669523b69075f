package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Body;

/**
 * A resumable upload. Chunks but the last are multiples of 256 KiB; what is sent again is skipped;
 * a finished upload gives its answer again.
 */
final class UploadSession implements Closeable {

  private static final int CHUNK_UNIT_BYTES = 256 * 1024;

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (?:(\\d{1,18})-(\\d{1,18})|\\*)/(\\d{1,18}|\\*)");

  private final ObjectStore store;
  private final String bucket;
  private final String name;
  private final ObjectNode metadata;
  private final Conditions conditions;
  private final Spool spool;
  private StoredObject stored;

  UploadSession(
      ObjectStore store, String bucket, String name, ObjectNode metadata, Conditions conditions) {
    this.store = store;
    this.bucket = bucket;
    this.name = name;
    this.metadata = metadata;
    this.conditions = conditions;
    this.spool = store.spool();
  }

  /** Takes a chunk, or tells how far the upload is when there is none. */
  synchronized Answer chunk(String contentRange, Body.Bytes content) throws IOException {
    if (stored != null) {
      return StorageApi.json(stored.resource());
    }
    byte[] bytes = content.open().readAllBytes();
    if (contentRange.isEmpty()) {
      return finish(bytes, 0);
    }
    Matcher range = CONTENT_RANGE.matcher(contentRange);
    if (!range.matches()) {
      throw Refused.invalid("Failed to parse Content-Range header.");
    }
    boolean last = !range.group(3).equals("*");
    if (range.group(1) == null) {
      boolean whole = last && Long.parseLong(range.group(3)) == spool.length();
      return whole ? finish(new byte[0], 0) : incomplete();
    }
    long from = Long.parseLong(range.group(1));
    long to = Long.parseLong(range.group(2));
    if (to - from + 1 != bytes.length || (last && Long.parseLong(range.group(3)) < to + 1)) {
      throw Refused.invalid("Content-Range does not say how long the chunk is.");
    }
    if (from > spool.length()) {
      return incomplete();
    }
    boolean end = last && Long.parseLong(range.group(3)) == to + 1;
    if (!end && bytes.length % CHUNK_UNIT_BYTES != 0) {
      throw Refused.invalid("A chunk that is not the last must be a multiple of 256 KiB.");
    }
    int known = (int) Math.min(bytes.length, spool.length() - from);
    if (end) {
      return finish(bytes, known);
    }
    spool.add(bytes, known);
    return incomplete();
  }

  private Answer finish(byte[] bytes, int known) throws IOException {
    spool.add(bytes, known);
    stored = store.put(bucket, name, StorageApi.settable(metadata), spool.finish(), conditions);
    return StorageApi.json(stored.resource());
  }

  private Answer incomplete() {
    Answer answer = Answer.text(308, "");
    return spool.length() == 0 ? answer : answer.with("Range", "bytes=0-" + (spool.length() - 1));
  }

  @Override
  public synchronized void close() throws IOException {
    spool.close();
  }
}
