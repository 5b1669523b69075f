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

/** A held child as its fields, one after another; see {@link TodayRowCoder} for why. */
final class HeldChildCoder extends CustomCoder<HeldChild> {

  private static final long serialVersionUID = 1L;

  private static final Coder<String> TEXT = StringUtf8Coder.of();
  private static final Coder<byte[]> BYTES_OR_NULL = NullableCoder.of(ByteArrayCoder.of());
  private static final Coder<Boolean> FLAG = BooleanCoder.of();

  @Override
  public void encode(HeldChild child, OutputStream out) throws IOException {
    TEXT.encode(child.key(), out);
    BYTES_OR_NULL.encode(child.hash(), out);
    FLAG.encode(child.purged(), out);
    FLAG.encode(child.certain(), out);
  }

  @Override
  public HeldChild decode(InputStream in) throws IOException {
    return new HeldChild(
        TEXT.decode(in), BYTES_OR_NULL.decode(in), FLAG.decode(in), FLAG.decode(in));
  }
}
