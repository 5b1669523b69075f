package org.purlin.io.staging;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {

  @Test
  void aNameWithOrWithoutSchemaIsQuoted() {
    assertThat(TableName.parse("ssd_api_2").quoted(), is("[ssd_api_2]"));
    assertThat(TableName.parse("dbo.ssd_api").quoted(), is("[dbo].[ssd_api]"));
    assertThat(TableName.parse("dbo.ssd_api").toString(), is("dbo.ssd_api"));
    assertThat(TableName.parse("dbo.a").sibling("b"), is(new TableName("dbo", "b")));
    assertThat(TableName.parse("x".repeat(128)).name().length(), is(128));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "staging; DROP TABLE x",
        "a.b.c",
        "[dbo].[x]",
        "a]b",
        "a.",
        ".a",
        "#temp",
        "1a",
        "a-b",
        "a b",
        "a'b",
        "ſtaging",
        "a\n"
      })
  void whatCouldBeAnythingElseIsRefused(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> TableName.parse(text));
    assertThat(
        refused.getMessage(),
        is(
            "A table must look like name or schema.name, of letters, digits and underscores, but"
                + " was: "
                + text));
  }

  @Test
  void noPartCanBeGivenPastTheCheck() {
    assertThrows(IllegalArgumentException.class, () -> new TableName("a.b", "c"));
    assertThrows(IllegalArgumentException.class, () -> new TableName("a]", "c"));
    assertThrows(IllegalArgumentException.class, () -> new TableName(null, "a.b"));
    assertThrows(IllegalArgumentException.class, () -> new TableName(null, null));
    assertThrows(IllegalArgumentException.class, () -> TableName.parse("x".repeat(129)));
  }
}
