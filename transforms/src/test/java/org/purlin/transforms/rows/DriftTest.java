package org.purlin.transforms.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftTest {

  @Test
  void countsAddUp() {
    Drift drift = new Drift();
    drift.newKey("a", 2);
    drift.changedType("lat", "string", 1);
    Drift other = new Drift();
    other.newKey("a", 3);
    other.newKey("b", 1);
    other.changedType("lat", "string", 4);
    other.changedType("lat", "object", 1);
    other.changedType("paying", "integer", 1);

    drift.add(other);

    assertThat(drift.newKeys(), is(Map.of("a", 5L, "b", 1L)));
    assertThat(
        drift.changedTypes(),
        is(Map.of("lat", Map.of("string", 5L, "object", 1L), "paying", Map.of("integer", 1L))));
  }

  @Test
  void inventedKeysAreCountedTogetherPastABound() {
    Drift drift = new Drift();
    for (int i = 0; i < 1000; i++) {
      drift.newKey("key " + i, 1);
    }
    drift.newKey("key 0", 1);
    Drift sum = new Drift();
    sum.newKey("mine", 7);
    sum.add(drift);

    assertThat(drift.newKeys(), is(aMapWithSize(201)));
    assertThat(drift.newKeys(), hasEntry("key 0", 2L));
    assertThat(drift.newKeys(), hasEntry(Drift.OTHERS, 800L));
    assertThat(sum.newKeys(), is(aMapWithSize(200)));
    assertThat(sum.newKeys().values().stream().mapToLong(n -> n).sum(), is(1008L));
  }

  @Test
  void longKeysAreCutShort() {
    Drift drift = new Drift();
    drift.newKey("k".repeat(100), 1);
    drift.newKey("x".repeat(101), 1);
    drift.newKey("x".repeat(5000), 1);

    assertThat(drift.newKeys(), is(Map.of("k".repeat(100), 1L, "x".repeat(100) + "…", 2L)));
  }

  @Test
  void equalCountsAreEqual() {
    Drift one = new Drift();
    one.newKey("a", 1);
    Drift two = new Drift();
    assertThat(one.equals(two), is(false));

    two.newKey("a", 1);
    assertThat(one, is(two));
    assertThat(one.hashCode(), is(two.hashCode()));

    two.changedType("lat", "string", 1);
    assertThat(one.equals(two), is(false));
  }
}
