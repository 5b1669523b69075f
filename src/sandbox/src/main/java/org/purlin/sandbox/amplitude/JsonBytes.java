package org.purlin.sandbox.amplitude;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** A growing buffer of UTF-8 JSON. It writes what it is told and checks no syntax. */
final class JsonBytes {

  private static final String HEX = "0123456789abcdef";
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private byte[] bytes = new byte[4096];
  private int size;

  void clear() {
    size = 0;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  JsonBytes raw(Utf8 text) {
    room(text.length());
    size += text.copyTo(bytes, size);
    return this;
  }

  JsonBytes raw(char ascii) {
    room(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  JsonBytes ascii(String text) {
    for (int at = 0; at < text.length(); at++) {
      raw(text.charAt(at));
    }
    return this;
  }

  JsonBytes number(long value) {
    if (value < 0) {
      raw('-');
    }
    long rest = Math.abs(value);
    int digits = 1;
    for (long power = 10; power <= rest && digits < 18; power *= 10) {
      digits++;
    }
    return digits(rest, digits);
  }

  /** Exactly this many digits, with leading zeros. */
  JsonBytes digits(long value, int digits) {
    room(digits);
    long rest = value;
    for (int at = size + digits - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
    return this;
  }

  /** Hundredths as a decimal number: 23950 is written 239.5. */
  JsonBytes hundredths(long value) {
    number(value / 100).raw('.');
    return value % 10 == 0 ? digits(value / 10 % 10, 1) : digits(value % 100, 2);
  }

  /** The lowest hexadecimal digits of a number. */
  JsonBytes hex(long value, int digits) {
    room(digits);
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
      bytes[size++] = (byte) HEX.charAt((int) (value >>> shift) & 15);
    }
    return this;
  }

  /** A random UUID (version 4) made of these bits. */
  JsonBytes uuid(long high, long low) {
    hex(high >>> 32, 8).raw('-').hex(high >>> 16, 4).raw('-').raw('4').hex(high, 3).raw('-');
    return hex(((low >>> 48) & 0x3fff) | 0x8000, 4).raw('-').hex(low, 12);
  }

  /** Microseconds of the epoch as {@code "2026-01-01 05:00:00.000000"}, quoted. */
  JsonBytes time(long micros) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_PER_DAY));
    long rest = Math.floorMod(micros, MICROS_PER_DAY);
    raw('"').digits(day.getYear(), 4).raw('-').digits(day.getMonthValue(), 2);
    raw('-').digits(day.getDayOfMonth(), 2).raw(' ');
    digits(rest / 3_600_000_000L, 2).raw(':').digits(rest / 60_000_000L % 60, 2).raw(':');
    return digits(rest / 1_000_000L % 60, 2).raw('.').digits(rest % 1_000_000L, 6).raw('"');
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
