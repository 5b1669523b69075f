package org.purlin.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Console console(boolean json) {
    return new Console(
        new PrintStream(out, true, UTF_8), text -> text.replace("hunter2", "***"), json);
  }

  private String printed() {
    return out.toString(UTF_8);
  }

  @Test
  void columnsAreAsWideAsTheirWidestCellAfterMasking() {
    console(false)
        .table(
            List.of("name", "key", "note"),
            List.of(List.of("a", "hunter2", ""), List.of("longer", "x", "last")));

    assertThat(
        printed(),
        is(
            """
            name    key  note
            a       ***
            longer  x    last
            """));
  }

  @Test
  void aCellIsOneLineWithoutControlCharactersAndNullIsEmpty() {
    console(false)
        .table(
            List.of("a", "b", "c"),
            List.of(Arrays.asList("one\r\ntwo", null, "\u001b[31mred\u0007")));

    assertThat(printed(), is("a        b  c\none two      [31mred\n"));
  }

  @Test
  void aTableWithoutRowsIsItsHeaders() {
    console(false).table(List.of("a", "b"), List.of());

    assertThat(printed(), is("a  b\n"));
  }

  @Test
  void aLineIsMasked() {
    console(true).line("the key is hunter2");

    assertThat(printed(), is("the key is ***\n"));
  }

  @Test
  void anAnswerIsATextOrTheTreeAndNeverBoth() {
    var tree = JsonNodeFactory.instance.objectNode().put("hour", 3);
    Console text = console(false);
    text.answer(tree, () -> text.line("hour 3"));
    Console json = console(true);
    json.answer(tree, () -> json.line("hour 3"));

    assertThat(printed(), is("hour 3\n{\n  \"hour\" : 3\n}\n"));
  }
}
