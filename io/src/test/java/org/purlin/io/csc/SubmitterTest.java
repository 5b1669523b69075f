package org.purlin.io.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmitterTest {

  @ParameterizedTest
  @CsvSource({"2, 3", "3, 5", "4, 5", "5, 7", "64, 13", "65, 15", "100, 15"})
  void halvingFindsOneBadRecordWithTwoPostsALevel(int records, long posts) {
    assertThat(Submitter.postsToFindOne(records), is(posts));
  }
}
