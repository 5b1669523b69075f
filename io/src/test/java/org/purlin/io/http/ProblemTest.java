package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.purlin.io.secret.Masker;

class ProblemTest {

  @Test
  void aProblemIsOneLineWithoutControlCharacters() {
    assertThat(
        Problem.text("\r\n too \u001b[31mlarge\u0000\t\u202Etxt \n"), is("too [31mlarge txt"));
  }

  @Test
  void aLongProblemIsCut() {
    String text = Problem.text("x".repeat(5000));
    assertThat(text.length(), is(1024));
    assertThat(text, endsWith("x…"));
  }

  @Test
  void aSecretAtTheCutLeavesNoHalf() {
    Masker.register("problem-secret-1");
    String text = Problem.text("x".repeat(1015) + "problem-secret-1");
    assertThat(text, is("x".repeat(1015) + "***"));
  }
}
