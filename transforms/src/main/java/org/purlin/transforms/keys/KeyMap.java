package org.purlin.transforms.keys;

import java.nio.ByteBuffer;

/**
 * A map from keys of 16 bytes to a payload's hash and a state: what is known of each record that
 * was sent. Open addressing with linear probing in plain arrays: at most 40 bytes an entry, and for
 * the moment in which it grows the same again. Keys must be spread evenly, as hashes are. Not
 * thread-safe.
 */
public final class KeyMap {

  /** The state of a key that is not there. */
  public static final byte ABSENT = 0;

  private static final int FIRST_SLOTS = 1 << 10;

  /** Most entries, of five slots. Each slot takes 25 bytes, so an entry never more than 40. */
  private static final int FILLED_OF_FIVE = 4;

  /** How far it grows, as a part of what it was. */
  private static final int GROWTH = 4;

  /** Two longs of key a slot, so half of what an array can be. */
  private static final int MAX_SLOTS = (Integer.MAX_VALUE - 8) / 2;

  private long[] keys = new long[2 * FIRST_SLOTS];
  private long[] hashes = new long[FIRST_SLOTS];
  private byte[] states = new byte[FIRST_SLOTS];
  private int size;

  /**
   * Sets what is known of a key, in place of what was known.
   *
   * @param key 16 bytes
   * @param state any but {@link #ABSENT}
   */
  public void put(byte[] key, long payloadHash, byte state) {
    if (state == ABSENT) {
      throw new IllegalArgumentException("State 0 means that a key is not there.");
    }
    long high = high(key);
    long low = low(key);
    int slot = slotOf(high, low);
    if (states[slot] == ABSENT) {
      if (size + 1 > (long) states.length * FILLED_OF_FIVE / 5) {
        grow();
        slot = slotOf(high, low);
      }
      keys[2 * slot] = high;
      keys[2 * slot + 1] = low;
      size++;
    }
    hashes[slot] = payloadHash;
    states[slot] = state;
  }

  /** The state of a key; {@link #ABSENT} when it is not there. */
  public byte state(byte[] key) {
    return states[slotOf(high(key), low(key))];
  }

  /** The payload's hash of a key; 0 when it is not there. */
  public long payloadHash(byte[] key) {
    return hashes[slotOf(high(key), low(key))];
  }

  public boolean contains(byte[] key) {
    return state(key) != ABSENT;
  }

  /** Number of different keys. */
  public int size() {
    return size;
  }

  /** Bytes of heap it takes. */
  public long bytes() {
    return 8L * keys.length + 8L * hashes.length + states.length;
  }

  private static long high(byte[] key) {
    if (key.length != 16) {
      throw new IllegalArgumentException("A key has 16 bytes, but this has " + key.length + ".");
    }
    return ByteBuffer.wrap(key).getLong();
  }

  private static long low(byte[] key) {
    return ByteBuffer.wrap(key).getLong(8);
  }

  /** The slot that holds the key, or the free one where it would go. */
  private int slotOf(long high, long low) {
    long mixed = (high ^ low) * 0x9E3779B97F4A7C15L;
    int capacity = states.length;
    int slot = (int) (((mixed >>> 32) * capacity) >>> 32);
    while (states[slot] != ABSENT && (keys[2 * slot] != high || keys[2 * slot + 1] != low)) {
      slot = slot + 1 == capacity ? 0 : slot + 1;
    }
    return slot;
  }

  private void grow() {
    int capacity = states.length;
    if (capacity == MAX_SLOTS) {
      throw new IllegalStateException("More than " + size + " keys do not fit.");
    }
    int more = (int) Math.min(MAX_SLOTS, (long) capacity + capacity / GROWTH);
    long[] oldKeys = keys;
    long[] oldHashes = hashes;
    byte[] oldStates = states;
    keys = new long[2 * more];
    hashes = new long[more];
    states = new byte[more];
    for (int i = 0; i < capacity; i++) {
      if (oldStates[i] != ABSENT) {
        int slot = slotOf(oldKeys[2 * i], oldKeys[2 * i + 1]);
        keys[2 * slot] = oldKeys[2 * i];
        keys[2 * slot + 1] = oldKeys[2 * i + 1];
        hashes[slot] = oldHashes[i];
        states[slot] = oldStates[i];
      }
    }
  }
}
