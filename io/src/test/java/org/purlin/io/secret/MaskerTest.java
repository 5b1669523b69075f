package org.purlin.io.secret;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import org.junit.jupiter.api.Test;

class MaskerTest {

  @Test
  void aSecretInsideALongerOneDoesNotUncoverTheRest() {
    Masker.register("masker-alpha");
    Masker.register("masker-alpha-and-omega");

    assertThat(Masker.mask("masker-alpha-and-omega, masker-alpha"), is("***, ***"));
  }

  @Test
  void aValueTooShortToHideLeavesTextsReadable() {
    Masker.register("404");
    assertThat(Masker.mask("status 404"), is("status 404"));
  }

  @Test
  void aTextWithoutSecretsIsReturnedAsItIs() {
    String text = "nothing to see";
    assertThat(Masker.mask(text), sameInstance(text));
  }
}
