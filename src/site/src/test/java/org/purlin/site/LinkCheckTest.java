package org.purlin.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkCheckTest {

  @TempDir Path root;

  @Test
  void everyLinkOfEveryPageLeadsSomewhere() throws IOException {
    LinkCheck check = LinkCheck.of(Pages.ROOT, Pages.all());

    assertThat(check.problems(), is(empty()));
  }

  @Test
  void theFrontPageAndThePagesOfTheSiteAreAmongThoseThatAreChecked() throws IOException {
    List<String> files =
        Pages.all().stream().map(file -> Pages.ROOT.relativize(file).toString()).toList();

    assertThat(files, hasItem("README.md"));
    assertThat(files, hasItem("templates/README.md"));
    assertThat(files, hasItem("src/site/markdown/csc.md"));
  }

  @Test
  void aBrokenLinkIsNamedWithItsFileAndLine() throws IOException {
    assertThat(
        problems(
            "# One\n\nA [file](gone.md) and a\n[heading](#gone), also [there](two.md#gone).\n"),
        contains(
            "one.md:3: gone.md leads nowhere: there is no gone.md.",
            "one.md:4: #gone: one.md has no heading with the anchor gone.",
            "one.md:4: two.md#gone: two.md has no heading with the anchor gone."));
  }

  @Test
  void aLinkOutOfTheSourcesIsRefused() throws IOException {
    assertThat(
        problems("# One\n\nA [file](../../elsewhere.md), and [another](/elsewhere.md).\n"),
        contains(
            "one.md:3: ../../elsewhere.md leads out of the sources; link to a file among them.",
            "one.md:3: /elsewhere.md leads out of the sources; link to a file among them."));
  }

  @Test
  void anExternalLinkIsAnHttpsAddress() throws IOException {
    assertThat(
        problems(
            "# One\n\n[a](http://example.org/), [b](https://), [c](https://u:p@example.org/),"
                + " [d](https://example.org/?q=1), [e](mailto:a@example.org)\n"),
        contains(
            "one.md:3: http://example.org/ must be an https address.",
            "one.md:3: https:// must be an https address.",
            "one.md:3: https://u:p@example.org/ must be an https address.",
            "one.md:3: mailto:a@example.org must be an https address."));
  }

  @Test
  void externalLinksAreListed() throws IOException {
    Path one = root.resolve("one.md");
    Files.writeString(one, "[d](https://example.org/?q=1) and [c](https://example.org/)\n");

    assertThat(
        LinkCheck.of(root, List.of(one)).external(),
        contains("https://example.org/", "https://example.org/?q=1"));
  }

  @Test
  void headingsHaveTheAnchorsGitHubGivesThem() throws IOException {
    assertThat(
        problems(
            """
            # One

            ## Amplitude's hours: `--last`, and more

            ## Twice

            ## Twice

            [a](#amplitudes-hours---last-and-more) [b](#twice) [c](#twice-1) [d](two.md#two)
            """),
        is(empty()));
  }

  private List<String> problems(String text) throws IOException {
    Path one = root.resolve("one.md");
    Files.writeString(one, text);
    Files.writeString(root.resolve("two.md"), "# Two\n");
    return LinkCheck.of(root, List.of(one)).problems();
  }
}
