package org.purlin.sandbox.bigquery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.CRC32C;

/** What Cloud Storage tells of an object's bytes: both in base64, CRC-32C as 4 bytes big-endian. */
record Checksums(String md5, String crc32c) {

  private static final int PIECE_BYTES = 64 * 1024;

  static Checksums of(InputStream bytes) throws IOException {
    CRC32C crc = new CRC32C();
    MessageDigest md5 = md5Digest();
    byte[] piece = new byte[PIECE_BYTES];
    for (int read = bytes.read(piece); read >= 0; read = bytes.read(piece)) {
      crc.update(piece, 0, read);
      md5.update(piece, 0, read);
    }
    byte[] sum = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    Base64.Encoder base64 = Base64.getEncoder();
    return new Checksums(base64.encodeToString(md5.digest()), base64.encodeToString(sum));
  }

  private static MessageDigest md5Digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has MD5", e);
    }
  }
}
