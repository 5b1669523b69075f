package org.purlin.transforms.keys;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeySetTest {

  private static final String UUID_TEXT = "37bcd2f0-2688-47d5-ba90-76b0bd13b0f8";

  @Test
  void aKeyIsNewOnce() throws IOException {
    try (KeySet keys = new KeySet()) {
      assertThat(keys.contains(UUID_TEXT), is(false));
      assertThat(keys.add(UUID_TEXT), is(true));
      assertThat(keys.add(UUID_TEXT), is(false));
      assertThat(keys.contains(UUID_TEXT), is(true));
      assertThat(keys.size(), is(1));
    }
  }

  @Test
  void theZeroUuidIsAKeyLikeOthers() throws IOException {
    String zero = "00000000-0000-0000-0000-000000000000";
    try (KeySet keys = new KeySet();
        KeySet copy = new KeySet()) {
      assertThat(keys.contains(zero), is(false));
      assertThat(keys.add(zero), is(true));
      assertThat(keys.add(zero), is(false));
      assertThat(keys.contains(zero), is(true));
      assertThat(keys.size(), is(1));

      copy.addAll(keys);
      assertThat(copy.contains(zero), is(true));
      assertThat(copy.size(), is(1));
    }
  }

  @Test
  void spellingsOfAUuidAreDifferentKeys() throws IOException {
    try (KeySet keys = new KeySet()) {
      assertThat(keys.add(UUID_TEXT), is(true));
      assertThat(keys.add(UUID_TEXT.toUpperCase(Locale.ROOT)), is(true));
      assertThat(keys.add(UUID_TEXT.replace("-", "")), is(true));
      assertThat(keys.add(UUID_TEXT.replace('-', '_')), is(true));
      assertThat(keys.add(UUID_TEXT + " "), is(true));
      assertThat(keys.size(), is(5));
    }
  }

  @Test
  void anyTextIsAKey() throws IOException {
    try (KeySet keys = new KeySet()) {
      for (String key : new String[] {"", " ", "a", "A", "é", "😀", "x".repeat(100_000)}) {
        assertThat(keys.add(key), is(true));
        assertThat(keys.add(key), is(false));
      }
      assertThat(keys.size(), is(7));
      assertThat(keys.contains("b"), is(false));
    }
  }

  @Test
  void uuidsThatDifferInOneDigitAreDifferentKeys() throws IOException {
    try (KeySet keys = new KeySet()) {
      keys.add(UUID_TEXT);
      for (int i = 0; i < UUID_TEXT.length(); i++) {
        if (UUID_TEXT.charAt(i) != '-') {
          String other = UUID_TEXT.substring(0, i) + 'e' + UUID_TEXT.substring(i + 1);
          assertThat(other, keys.add(other), is(true));
        }
      }
    }
  }

  @Test
  void addAllAddsWhatIsNotThere() throws IOException {
    try (KeySet some = new KeySet();
        KeySet more = new KeySet()) {
      some.add("a");
      some.add("b");
      more.add("b");
      more.add("c");

      some.addAll(more);

      assertThat(some.size(), is(3));
      assertThat(some.contains("c"), is(true));
      assertThat(more.size(), is(2));
      assertThat(more.contains("a"), is(false));
    }
  }

  @Test
  void keysAreKeptWhenTheSetMovesOutOfTheHeap() throws IOException {
    int count = 20_000;
    try (KeySet keys = new KeySet(1 << 12);
        KeySet copy = new KeySet(1 << 11)) {
      for (int i = 0; i < count; i++) {
        assertThat(keys.add("key " + i), is(true));
      }
      copy.addAll(keys);
      for (int i = 0; i < count; i++) {
        assertThat(keys.add("key " + i), is(false));
        assertThat(copy.contains("key " + i), is(true));
      }
      assertThat(keys.size(), is(count));
      assertThat(copy.size(), is(count));
      assertThat(keys.contains("key " + count), is(false));
    }
  }

  @Test
  void aMillionKeysAreCountedExactly() throws IOException {
    int count = 1_000_000;
    int added = 0;
    int repeated = 0;
    try (KeySet keys = new KeySet()) {
      for (int i = 0; i < count; i++) {
        added += keys.add(sequential(i)) ? 1 : 0;
      }
      for (int i = 0; i < count; i += 7) {
        repeated += keys.add(sequential(i)) ? 1 : 0;
      }
      assertThat(keys.size(), is(count));
    }
    assertThat(added, is(count));
    assertThat(repeated, is(0));
  }

  /** UUIDs made by time differ in few bits, which must not make long probes. */
  private static String sequential(int i) {
    return new UUID(((long) i << 32) | 0x1000, 0x8000_0000_0000_0001L).toString();
  }
}
