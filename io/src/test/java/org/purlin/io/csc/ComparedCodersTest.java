package org.purlin.io.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

/** What is shuffled of a child comes back as it was, and is small. */
class ComparedCodersTest {

  private static final byte[] HASH = new byte[32];

  /** Key and hash take most of it. */
  private static final int SMALL = 64;

  @Test
  void aRowComesBackAsItWas() throws Exception {
    TodayRow row = new TodayRow("SYN1", 7_000_000_000L, HASH, false, true, false, true, null);

    byte[] coded = CoderUtils.encodeToByteArray(new TodayRowCoder(), row);

    assertThat(CoderUtils.decodeFromByteArray(new TodayRowCoder(), coded), is(row));
    assertThat(coded.length, is(lessThan(SMALL)));
  }

  @Test
  void aRowThatCannotBeReadComesBackWithItsReason() throws Exception {
    TodayRow row = new TodayRow("", 3, null, true, false, true, false, "json_payload is not JSON");

    assertThat(CoderUtils.clone(new TodayRowCoder(), row), is(row));
  }

  @Test
  void aHeldChildComesBackAsItWas() throws Exception {
    HeldChild child = new HeldChild("SYN1", HASH, false, true);

    byte[] coded = CoderUtils.encodeToByteArray(new HeldChildCoder(), child);

    assertThat(CoderUtils.decodeFromByteArray(new HeldChildCoder(), coded), is(child));
    assertThat(coded.length, is(lessThan(SMALL)));
  }

  @Test
  void aPurgedChildComesBackWithoutAHash() throws Exception {
    HeldChild child = new HeldChild("SYN1", null, true, false);

    assertThat(CoderUtils.clone(new HeldChildCoder(), child), is(child));
  }
}
