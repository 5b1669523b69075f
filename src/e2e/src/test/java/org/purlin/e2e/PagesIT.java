package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.purlin.pipelines.pages.CodeBlock;

/** What the pages tell a reader to type works, in that order, with nothing else there. */
class PagesIT {

  @TempDir Path directory;

  static Stream<Path> pagesToFollow() throws IOException {
    return CodeBlock.pages(Purlin.home()).stream().filter(PagesIT::isFollowed);
  }

  private static boolean isFollowed(Path page) {
    try {
      return CodeBlock.of(Purlin.home(), page).stream().anyMatch(PageRun::isRun);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("pagesToFollow")
  void aReaderWhoFollowsThePageGetsWhatItPromises(Path page) throws Exception {
    try (PageRun run = new PageRun(directory)) {
      run.follow(CodeBlock.of(Purlin.home(), page));

      assertThat(run.runs(), is(greaterThan(0)));
    }
  }

  @Test
  void blocksRunInOrderInOneDirectoryWithTheStandInsOfThePage() throws Exception {
    String page =
        """
        # Page

        <!-- start: .env -->

            java -cp purlin.jar org.purlin.sandbox.alma.SandboxMain \\
              --port=8080

        <!-- run -->

        ```sh
        echo http://127.0.0.1:8080 http://127.0.0.1:9090 > address
        ```

        <!-- needs: cloud -->

            exit 9

        <!-- run: exit=3 -->

            [ "$(cat address)" = "$(sed -n s/ALMA_URL=//p .env) http://127.0.0.1:9090" ] && exit 3
        """;

    try (PageRun run = new PageRun(directory)) {
      run.follow(blocks(page));

      assertThat(run.runs(), is(2));
    }
    assertThat(
        Files.readAllLines(directory.resolve(".env")).stream()
            .map(line -> line.replaceFirst("=.*", ""))
            .toList(),
        contains("ALMA_URL", "ALMA_DISTRICT", "ALMA_KEY", "ALMA_SECRET"));
  }

  @Test
  void aBlockThatEndsOtherwiseIsNamedWithWhatItSaid() throws Exception {
    List<CodeBlock> blocks = blocks("# Page\n\n<!-- run -->\n\n    echo so; cat nothing\n");

    try (PageRun run = new PageRun(directory)) {
      AssertionError failure = assertThrows(AssertionError.class, () -> run.follow(blocks));

      assertThat(
          failure.getMessage(), containsString("page.md:5: should end with 0, but: exit code 1"));
      assertThat(failure.getMessage(), containsString("--- out\nso\n"));
    }
  }

  private List<CodeBlock> blocks(String page) throws IOException {
    Path pages = Files.createDirectory(directory.resolve("pages"));
    Files.writeString(pages.resolve("page.md"), page);
    return CodeBlock.of(pages, Path.of("page.md"));
  }
}
