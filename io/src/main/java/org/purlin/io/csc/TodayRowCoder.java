package org.purlin.io.csc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * A row as its fields, one after another. There is one for each child, and a runner may copy it
 * several times; with Java's serialization that took as long as parsing and hashing the payloads.
 */
final class TodayRowCoder extends CustomCoder<TodayRow> {

  private static final long serialVersionUID = 1L;

  private static final Coder<String> TEXT = StringUtf8Coder.of();
  private static final Coder<String> TEXT_OR_NULL = NullableCoder.of(TEXT);
  private static final Coder<byte[]> BYTES_OR_NULL = NullableCoder.of(ByteArrayCoder.of());
  private static final Coder<Boolean> FLAG = BooleanCoder.of();
  private static final Coder<Long> NUMBER = VarLongCoder.of();

  @Override
  public void encode(TodayRow row, OutputStream out) throws IOException {
    TEXT.encode(row.key(), out);
    NUMBER.encode(row.rowId(), out);
    BYTES_OR_NULL.encode(row.hash(), out);
    FLAG.encode(row.guessed(), out);
    FLAG.encode(row.deleted(), out);
    FLAG.encode(row.settled(), out);
    FLAG.encode(row.error(), out);
    TEXT_OR_NULL.encode(row.reason(), out);
  }

  @Override
  public TodayRow decode(InputStream in) throws IOException {
    return new TodayRow(
        TEXT.decode(in),
        NUMBER.decode(in),
        BYTES_OR_NULL.decode(in),
        FLAG.decode(in),
        FLAG.decode(in),
        FLAG.decode(in),
        FLAG.decode(in),
        TEXT_OR_NULL.decode(in));
  }
}
