package org.purlin.transforms.keys;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeySetPropertiesTest {

  /** The smallest set that still grows: from its first 1,024 slots into a mapped file. */
  private static final int SMALL = 1 << 10;

  @Property(tries = 100)
  void behavesAsAnySet(@ForAll("keys") List<String> added, @ForAll("keys") List<String> asked)
      throws IOException {
    Set<String> expected = new HashSet<>();
    try (KeySet keys = new KeySet(SMALL)) {
      for (String key : added) {
        assertThat(keys.add(key), is(expected.add(key)));
      }
      for (String key : asked) {
        assertThat(keys.contains(key), is(expected.contains(key)));
      }
      assertThat(keys.size(), is(expected.size()));
    }
  }

  @Property(tries = 50)
  void addAllIsTheUnion(@ForAll("keys") List<String> left, @ForAll("keys") List<String> right)
      throws IOException {
    Set<String> union = new HashSet<>(left);
    union.addAll(right);
    try (KeySet some = new KeySet(SMALL);
        KeySet more = new KeySet(SMALL)) {
      for (String key : left) {
        some.add(key);
      }
      for (String key : right) {
        more.add(key);
      }

      some.addAll(more);

      assertThat(some.size(), is(union.size()));
      for (String key : union) {
        assertThat(some.contains(key), is(true));
      }
    }
  }

  /** Few enough different keys that many come again, and enough to make the set grow. */
  @Provide
  Arbitrary<List<String>> keys() {
    Arbitrary<String> uuids =
        Arbitraries.longs().between(0, 2000).map(n -> new UUID(n, n * n).toString());
    Arbitrary<String> texts = Arbitraries.integers().between(0, 300).map(n -> "key " + n);
    return Arbitraries.oneOf(uuids, texts).list().ofMaxSize(1500);
  }
}
