package org.purlin.transforms.csc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ChildHashTest {

  private static String hash(String text) {
    return HexFormat.of().formatHex(ChildHash.of(Child.json(text), DeltaSettings.DEFAULT));
  }

  @Test
  void theHashOfARecordStaysTheSameForEver() {
    // SHA-256 of {"a":"é","list":["x","x",],"n":17,}, so that stored hashes stay comparable.
    assertThat(
        hash("{n:17.0,list:['x','x'],a:'é',gone:null,empty:[],purge:false}"),
        is(sha256("{\"a\":\"é\",\"list\":[\"x\",\"x\",],\"n\":17,}")));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void orderOfKeysAndOfItemsWithIdsDoesNotCount() {
    assertThat(
        hash(
            "{a:1,social_care_episodes:[{social_care_episode_id:'1'},{social_care_episode_id:'2'}]}"),
        is(
            hash(
                "{social_care_episodes:[{social_care_episode_id:'2'},"
                    + "{social_care_episode_id:'1'}],a:1}")));
  }

  @Test
  void orderOfListsWithoutIdsCounts() {
    assertThat(hash("{factors:['1A','2B']}"), is(not(hash("{factors:['2B','1A']}"))));
    assertThat(
        hash("{care_worker_details:[{worker_id:'1'},{worker_id:'2'}]}"),
        is(not(hash("{care_worker_details:[{worker_id:'2'},{worker_id:'1'}]}"))));
  }

  @Test
  void whatSaysOfItselfThatItIsToBeRemovedIsNotThere() {
    assertThat(hash("{a:{x:1,purge:true},b:[{b_id:'1',purge:true}]}"), is(hash("{b:[]}")));
  }

  @Test
  void whatDiffersHasAnotherHash() {
    String[] different = {
      "{}",
      "{a:1}",
      "{a:'1'}",
      "{a:true}",
      "{a:'true'}",
      "{a:{}}",
      "{a:[1]}",
      "{a:[[1]]}",
      "{a:''}",
      "{b:1}",
      "{purge:true}",
      "{a:[null]}",
      "{a:'\\\"'}",
      "{a:{b:1}}",
      "{a:{c:1}}",
      "{a:1000000000000000000001}",
      "{a:1000000000000000000002}",
      "{a:0.1}",
    };
    for (int i = 0; i < different.length; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(different[i], hash(different[i]), is(not(hash(different[j]))));
      }
    }
  }
}
