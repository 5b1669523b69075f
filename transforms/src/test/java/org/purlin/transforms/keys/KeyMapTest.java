package org.purlin.transforms.keys;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KeyMapTest {

  @Test
  void whatWasPutIsFoundAndReplaced() {
    KeyMap map = new KeyMap();
    assertThat(map.contains(key(1, 2)), is(false));
    assertThat(map.state(key(1, 2)), is(KeyMap.ABSENT));
    assertThat(map.payloadHash(key(1, 2)), is(0L));

    map.put(key(1, 2), 77L, (byte) 1);
    map.put(key(2, 1), -1L, (byte) -3);
    map.put(key(1, 2), 78L, (byte) 2);

    assertThat(map.size(), is(2));
    assertThat(map.state(key(1, 2)), is((byte) 2));
    assertThat(map.payloadHash(key(1, 2)), is(78L));
    assertThat(map.state(key(2, 1)), is((byte) -3));
    assertThat(map.payloadHash(key(2, 1)), is(-1L));
    assertThat(map.contains(key(2, 2)), is(false));
  }

  @Test
  void aKeyOfZerosIsAKeyLikeOthers() {
    KeyMap map = new KeyMap();
    assertThat(map.contains(key(0, 0)), is(false));
    map.put(key(0, 0), 5L, (byte) 1);
    assertThat(map.payloadHash(key(0, 0)), is(5L));
    assertThat(map.size(), is(1));
  }

  @Test
  void aMillionEntriesTakeAtMostFortyBytesEach() {
    int count = 1_000_000;
    KeyMap map = new KeyMap();
    for (int i = 0; i < count; i++) {
      map.put(spread(i), i, (byte) (1 + i % 3));
      if (i % 50_000 == 49_999) {
        assertThat(map.bytes(), is(lessThanOrEqualTo(40L * map.size())));
      }
    }
    assertThat(map.size(), is(count));
    for (int i = 0; i < count; i++) {
      if (map.payloadHash(spread(i)) != i || map.state(spread(i)) != 1 + i % 3) {
        throw new AssertionError("Entry " + i + " is not as it was put.");
      }
    }
    assertThat(map.contains(spread(count)), is(false));
  }

  @Test
  void keysThatFallIntoTheLastSlotsRunOnFromTheFirst() {
    KeyMap map = new KeyMap();
    long last = lastSlots();
    for (int i = 0; i < 100; i++) {
      map.put(key(last ^ i, i), i, (byte) 1);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(map.payloadHash(key(last ^ i, i)), is((long) i));
    }
    assertThat(map.size(), is(100));
  }

  @Test
  void aKeyOfAnotherLengthAndTheStateOfAbsenceAreRefused() {
    KeyMap map = new KeyMap();
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> map.put(new byte[20], 1, (byte) 1))
            .getMessage(),
        is("A key has 16 bytes, but this has 20."));
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> map.put(key(1, 1), 1, KeyMap.ABSENT))
            .getMessage(),
        is("State 0 means that a key is not there."));
  }

  @Property(tries = 200)
  void behavesAsAnyMap(@ForAll("keys") List<Long> puts) {
    KeyMap map = new KeyMap();
    Map<Long, Integer> expected = new HashMap<>();
    for (int i = 0; i < puts.size(); i++) {
      map.put(key(puts.get(i), 3), i, (byte) 1);
      expected.put(puts.get(i), i);
    }
    assertThat(map.size(), is(expected.size()));
    for (long each = 0; each < 3000; each += 7) {
      assertThat(map.contains(key(each, 3)), is(expected.containsKey(each)));
    }
    expected.forEach((key, i) -> assertThat(map.payloadHash(key(key, 3)), is((long) i)));
  }

  @Provide
  Arbitrary<List<Long>> keys() {
    return Arbitraries.longs().between(0, 3000).list().ofMaxSize(3000);
  }

  /** A number whose place, multiplied as the map does it, is the last of all. */
  private static long lastSlots() {
    long found = 0;
    while ((found * 0x9E3779B97F4A7C15L) >>> 54 != 1023) {
      found++;
    }
    return found;
  }

  /** As even as a hash. */
  private static byte[] spread(int i) {
    long mixed = (i + 1) * 0xBF58476D1CE4E5B9L;
    return key(mixed ^ mixed >>> 29, i);
  }

  private static byte[] key(long high, long low) {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }
}
