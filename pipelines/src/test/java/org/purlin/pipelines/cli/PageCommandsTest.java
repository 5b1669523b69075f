package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.pipelines.pages.CodeBlock;
import org.purlin.pipelines.pages.Mark;
import org.purlin.pipelines.pages.PageCommand;

/**
 * The commands on the pages are ones the program knows, and each says whether a test runs it. What
 * is marked {@code run} is run by {@code PagesIT} of {@code src/e2e}.
 */
class PageCommandsTest {

  private static final Path ROOT = Path.of(System.getProperty("purlin.root", ".."));
  private static final Path E2E = ROOT.resolve("src/e2e/src/test/java/org/purlin/e2e");

  private final DryParser parser = new DryParser();

  @TempDir Path directory;

  @Test
  void everyCommandOnAPageIsOneThatThisProgramKnows() throws IOException {
    List<String> problems = new ArrayList<>();
    int commands = 0;
    for (Path page : CodeBlock.pages(ROOT)) {
      problems.addAll(problems(ROOT, page));
      for (CodeBlock block : CodeBlock.of(ROOT, page)) {
        commands += block.commands().size();
      }
    }

    assertThat(problems, is(empty()));
    assertThat(commands, is(greaterThan(40)));
  }

  @Test
  void everyBlockWithACommandSaysOnceWhetherItIsRun() throws IOException {
    List<String> problems = new ArrayList<>();
    for (Path page : CodeBlock.pages(ROOT)) {
      problems.addAll(marks(ROOT, page));
    }

    assertThat(problems, is(empty()));
  }

  @Test
  void anUnknownVerbOrFlagOrAWrongValueIsNamedWithItsPlace() throws IOException {
    assertThat(
        problems(
            directory,
            page(
                """
                # Page

                    ./purlin amplitud --last=P7D      # seven days
                    ./purlin amplitude --lost=P7D

                ```sh
                cd /srv && purlin amplitude \\
                  --ifExists=perhaps > log.txt
                AMP=1 purlin csc --batchSize=many; purlin amplitude --secretKey=abc
                ```

                    10 4 * * 1-5  cd /srv/purlin && ./purlin alma --subdomain
                    .\\purlin.cmd amplitude first
                    ./purlin schedule amplitude --cron="0 6 * * *" --lasst=P1D
                    ./purlin demo alma --outputs=x
                """)),
        contains(
            "page.md:3: Unknown verb amplitud. Did you mean amplitude? purlin --help lists all"
                + " verbs.",
            "page.md:4: Unknown flag --lost. Did you mean --last?",
            "page.md:7: --ifExists must be one of replace, append, fail, but was: perhaps.",
            "page.md:9: --batchSize must be a whole number, but was: many.",
            "page.md:9: " + literal("secretKey"),
            "page.md:12: --subdomain needs a value: --subdomain=value.",
            "page.md:13: Word 1 after the verb belongs to no flag. Write flags as --name=value. A"
                + " value with a blank needs quotes: --name=\"two words\".",
            "page.md:14: Unknown flag --lasst. Did you mean --last?",
            "page.md:15: Unknown flag --outputs. Did you mean --output?"));
  }

  @Test
  void placeholdersAndFileTextsAreNotJudged() throws IOException {
    assertThat(
        problems(
            directory,
            page(
                """
                # Page

                    ./purlin csc reconcile --settle=accepted --batch=<id>
                    ./purlin report <directory>
                    ./purlin csc --batchSize=NUMBER --minInterval=... …
                    ./purlin amplitude --secretKey="$KEY" --help
                    cat > run.sh <<'EOF'
                    purlin nothing
                    EOF
                    echo purlin nothing # purlin nothing
                    purlin amplitude --runner=DirectRunner --targetParallelism=2
                """)),
        is(empty()));
  }

  @Test
  void aBlockWithoutAMarkOrWithTwoOrAWrongOneIsNamed() throws IOException {
    Path page =
        page(
            """
            # Page

                ./purlin demo

            <!-- run -->
            <!-- needs: cloud -->
                ./purlin demo

            <!-- needs: patience -->
            ```sh
            java -cp purlin.jar org.purlin.sandbox.alma.SandboxMain --port=8080
            ```

            <!-- tested: NobodyIT -->

                ./purlin demo

            <!-- start -->

                ./purlin demo

            <!-- run: exit=2 -->

                ls out

            <!-- needs: cloud -->

                ls out
            """);

    assertThat(
        marks(directory, page),
        contains(
            "page.md:3: put one mark above the block, but there are 0.",
            "page.md:7: put one mark above the block, but there are 2.",
            "page.md:11: the mark does not know \"patience\".",
            "page.md:16: there is no NobodyIT in src/e2e.",
            "page.md:20: start is for the command of a stand-in.",
            "page.md:28: no command of Purlin is here, so only run may stand above it."));
  }

  @Test
  void aBlockThatATestIsSaidToRunIsRunByIt() throws IOException {
    Path page = page("# Page\n\n<!-- tested: AlmaDemoIT -->\n\n    ./purlin demo csc\n");

    assertThat(
        marks(directory, page),
        contains("page.md:5: AlmaDemoIT does not run it: it has no word \"csc\"."));
  }

  private Path page(String text) throws IOException {
    Files.writeString(directory.resolve("page.md"), text);
    return Path.of("page.md");
  }

  private static String literal(String flag) {
    return new DryParser().problem(List.of("amplitude", "--" + flag + "=abc")).orElseThrow();
  }

  private List<String> problems(Path root, Path page) throws IOException {
    List<String> problems = new ArrayList<>();
    for (CodeBlock block : CodeBlock.of(root, page)) {
      if (block.marks().stream().allMatch(Mark::isOfThisProgram)) {
        for (PageCommand command : block.commands()) {
          parser
              .problem(command.words())
              .ifPresent(problem -> problems.add(block.place(command.line()) + problem));
        }
      }
    }
    return problems;
  }

  private static List<String> marks(Path root, Path page) throws IOException {
    List<String> problems = new ArrayList<>();
    for (CodeBlock block : CodeBlock.of(root, page)) {
      problem(block).ifPresent(problem -> problems.add(block.place(block.line()) + problem + "."));
    }
    return problems;
  }

  private static Optional<String> problem(CodeBlock block) throws IOException {
    int marks = block.marks().size();
    if (marks > 1 || (marks == 0 && block.isCommand())) {
      return Optional.of("put one mark above the block, but there are " + marks);
    }
    if (marks == 0) {
      return Optional.empty();
    }
    Mark mark = block.marks().get(0);
    if (!mark.problem().isEmpty()) {
      return Optional.of(mark.problem());
    }
    if (!block.isCommand() && mark.kind() != Mark.Kind.RUN) {
      return Optional.of("no command of Purlin is here, so only run may stand above it");
    }
    if (mark.kind() == Mark.Kind.START && !block.startsStandIn()) {
      return Optional.of("start is for the command of a stand-in");
    }
    return mark.kind() == Mark.Kind.TESTED ? untested(block, mark.detail()) : Optional.empty();
  }

  /** The test has to be there, and to have the words of each command but its flags. */
  private static Optional<String> untested(CodeBlock block, String test) throws IOException {
    Path file = E2E.resolve(test + ".java");
    if (!Files.exists(file)) {
      return Optional.of("there is no " + test + " in src/e2e");
    }
    String source = Files.readString(file);
    return block.commands().stream()
        .flatMap(command -> command.words().stream())
        .filter(word -> !word.startsWith("-"))
        .filter(word -> !source.contains("\"" + word + "\""))
        .findFirst()
        .map(word -> test + " does not run it: it has no word \"" + word + "\"");
  }
}
