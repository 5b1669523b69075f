package org.purlin.transforms.keys;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A set of keys, 16 bytes each: a UUID as it is, any other text by the first half of its SHA-256.
 * Open addressing with linear probing. Past {@link #MAX_HEAP_SLOTS} it moves into a memory-mapped
 * temporary file, so that the heap stays flat however many keys there are. Not thread-safe.
 */
public final class KeySet implements Closeable {

  /** 16 MiB of heap: some 500,000 keys. */
  private static final int MAX_HEAP_SLOTS = 1 << 20;

  /**
   * 1 GiB, the largest power of two one mapping can hold: some 33 million keys, an hour of 40 GB.
   */
  private static final int MAX_SLOTS = 1 << 26;

  private static final int FIRST_SLOTS = 1 << 10;

  private final int maxHeapSlots;
  private final MessageDigest sha256;
  private LongBuffer slots;
  private int capacity;
  private int size;
  private boolean hasZero;
  private long high;
  private long low;

  public KeySet() {
    this(MAX_HEAP_SLOTS);
  }

  KeySet(int maxHeapSlots) {
    this.maxHeapSlots = maxHeapSlots;
    this.capacity = FIRST_SLOTS;
    this.slots = LongBuffer.allocate(2 * FIRST_SLOTS);
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** Adds a key; false when it was there. */
  public boolean add(String key) throws IOException {
    split(key);
    return add(high, low);
  }

  public boolean contains(String key) {
    split(key);
    if (high == 0 && low == 0) {
      return hasZero;
    }
    int slot = slotOf(high, low);
    return slots.get(2 * slot) != 0 || slots.get(2 * slot + 1) != 0;
  }

  /** Adds every key of another set. */
  public void addAll(KeySet other) throws IOException {
    if (other.hasZero) {
      add(0, 0);
    }
    for (int i = 0; i < other.capacity; i++) {
      long a = other.slots.get(2 * i);
      long b = other.slots.get(2 * i + 1);
      if (a != 0 || b != 0) {
        add(a, b);
      }
    }
  }

  /** Number of different keys. */
  public int size() {
    return size;
  }

  @Override
  public void close() {
    // A mapping goes with its buffer; its file is gone already.
    slots = LongBuffer.allocate(0);
    capacity = 0;
  }

  private boolean add(long a, long b) throws IOException {
    if (a == 0 && b == 0) {
      boolean isNew = !hasZero;
      hasZero = true;
      size += isNew ? 1 : 0;
      return isNew;
    }
    int slot = slotOf(a, b);
    if (slots.get(2 * slot) != 0 || slots.get(2 * slot + 1) != 0) {
      return false;
    }
    slots.put(2 * slot, a);
    slots.put(2 * slot + 1, b);
    size++;
    if (size > capacity / 2) {
      grow();
    }
    return true;
  }

  /** The slot that holds the key, or the free one where it would go. */
  private int slotOf(long a, long b) {
    long mixed = (a ^ b) * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & (capacity - 1);
    while (true) {
      long first = slots.get(2 * slot);
      long second = slots.get(2 * slot + 1);
      if ((first == 0 && second == 0) || (first == a && second == b)) {
        return slot;
      }
      slot = (slot + 1) & (capacity - 1);
    }
  }

  private void grow() throws IOException {
    if (capacity == MAX_SLOTS) {
      throw new IOException("More than " + MAX_SLOTS / 2 + " different keys in one window.");
    }
    LongBuffer old = slots;
    int oldCapacity = capacity;
    int twice = 2 * oldCapacity;
    slots = twice <= maxHeapSlots ? LongBuffer.allocate(2 * twice) : map(twice);
    capacity = twice;
    for (int i = 0; i < oldCapacity; i++) {
      long a = old.get(2 * i);
      long b = old.get(2 * i + 1);
      if (a != 0 || b != 0) {
        int slot = slotOf(a, b);
        slots.put(2 * slot, a);
        slots.put(2 * slot + 1, b);
      }
    }
  }

  private static LongBuffer map(int capacity) throws IOException {
    Path file = Files.createTempFile("purlin-keys", null);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel
          .map(FileChannel.MapMode.READ_WRITE, 0, 16L * capacity)
          .order(ByteOrder.nativeOrder())
          .asLongBuffer();
    } finally {
      Files.delete(file);
    }
  }

  private void split(String key) {
    if (!splitUuid(key)) {
      ByteBuffer digest = ByteBuffer.wrap(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
      high = digest.getLong();
      low = digest.getLong();
    }
  }

  /** Takes 37bcd2f0-2688-47d5-ba90-76b0bd13b0f8, in lower case only: other spellings differ. */
  private boolean splitUuid(String key) {
    if (key.length() != 36) {
      return false;
    }
    long a = 0;
    long b = 0;
    int digits = 0;
    for (int i = 0; i < 36; i++) {
      char c = key.charAt(i);
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        if (c != '-') {
          return false;
        }
        continue;
      }
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
      if (digit < 0) {
        return false;
      }
      if (digits++ < 16) {
        a = a << 4 | digit;
      } else {
        b = b << 4 | digit;
      }
    }
    high = a;
    low = b;
    return true;
  }
}
