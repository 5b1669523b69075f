package org.purlin.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildSiteTest {

  private static final String NAV = "## Start\nindex Overview\n\n## Jobs\nalma\nedfi Ed-Fi\n";
  private static final String INDEX = "# Purlin\n\nWhat it is.\n";
  private static final String ALMA =
      "# Alma\n\n<!-- run -->\n\nReads [Ed-Fi](edfi.md#at-night). See [all](../../../README.md).\n";
  private static final String EDFI =
      "# Ed-Fi: districts\n\nMany. More.\n\n## At night\n\nSleeps.\n";

  @TempDir Path directory;

  @Test
  void aLinkBetweenPagesLeadsToTheHtmlAndItsHeading() throws IOException {
    build(NAV, ALMA, "");

    assertThat(html("alma"), containsString("<p>Reads <a href=\"edfi.html#at-night\">Ed-Fi</a>."));
    assertThat(html("edfi"), containsString("<h2 id=\"at-night\">At night</h2>"));
  }

  @Test
  void aLinkToAnotherFileIsPlainWordsWithoutARepository() throws IOException {
    build(NAV, ALMA, "");

    assertThat(html("alma"), containsString("</a>. See all.</p>"));
  }

  @Test
  void aLinkToAnotherFileLeadsToTheRepositoryWhenThatIsKnown() throws IOException {
    build(NAV, ALMA, "https://example.org/purlin/");

    assertThat(
        html("alma"),
        containsString("See <a href=\"https://example.org/purlin/blob/HEAD/README.md\">all</a>."));
  }

  @Test
  void commentsAreNotOnTheSite() throws IOException {
    build(NAV, ALMA, "");

    assertThat(html("alma"), not(containsString("<!--")));
    assertThat(html("alma"), not(containsString("&lt;!--")));
  }

  @Test
  void theMenuNamesAllPagesInOrderAndMarksTheCurrentOne() throws IOException {
    build(NAV, ALMA, "");

    assertThat(
        html("alma"),
        containsString(
            """
            <h2>Start</h2>
            <ul>
            <li><a href="index.html">Overview</a></li>
            </ul>
            <h2>Jobs</h2>
            <ul>
            <li><a href="alma.html" aria-current="page">Alma</a></li>
            <li><a href="edfi.html">Ed-Fi</a></li>
            </ul>
            """));
  }

  @Test
  void thePageBeforeAndThePageAfterAreLinked() throws IOException {
    build(NAV, ALMA, "");

    assertThat(
        html("alma"),
        containsString(
            "<a href=\"index.html\" rel=\"prev\">Overview</a>"
                + "<a href=\"edfi.html\" rel=\"next\">Ed-Fi</a>"));
    assertThat(html("edfi"), not(containsString("rel=\"next\"")));
  }

  @Test
  void theFrontPageTellsWhatEachPageIsAbout() throws IOException {
    build(NAV, ALMA, "");

    assertThat(
        html("index"),
        containsString("<li><a href=\"edfi.html\">Ed-Fi</a><span>Many.</span></li>"));
  }

  @Test
  void aTableScrollsAndIsReachedByKeyboard() throws IOException {
    build(NAV, ALMA + "\n| a | b |\n|---|---|\n| 1 | `x` |\n", "");

    assertThat(
        html("alma"),
        containsString(
            "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>"));
  }

  @Test
  void theSearchFindsThePlaceOfAWordAndNoTagGetsOut() throws IOException {
    build(NAV, ALMA + "\n## What `</script>` does\n\nNothing \"bad\".\n", "");

    assertThat(
        Files.readString(directory.resolve("site/search.js")),
        is(
            """
            window.purlinSections = [
            ["index.html","Purlin","","What it is."],
            ["alma.html","Alma","","Reads Ed-Fi. See all."],
            ["alma.html#what-script-does","Alma","What \\u003c/script> does","Nothing \\u0022bad\\u0022."],
            ["edfi.html","Ed-Fi: districts","","Many. More."],
            ["edfi.html#at-night","Ed-Fi: districts","At night","Sleeps."]
            ];
            """));
    assertThat(html("alma"), containsString("<code class=\"short\">&lt;/script&gt;</code>"));
  }

  @Test
  void aPageOutsideTheSectionsStopsTheBuild() {
    assertThat(
        problems("## Start\nindex\nalma\n", ALMA),
        containsString("nav.txt: edfi.md is in no section; add it to one."));
  }

  @Test
  void aPageNamedTwiceOrNotThereStopsTheBuild() {
    String problems = problems("index\n## Jobs\nalma\nalma Again\nedfi\ncsc\n", ALMA);

    assertThat(
        problems, containsString("nav.txt:1: index stands before the first section (## Title)."));
    assertThat(problems, containsString("nav.txt:4: alma is named a second time; name it once."));
    assertThat(problems, containsString("nav.txt:6: there is no page csc.md."));
  }

  @Test
  void aPageWithoutTitleOrSentenceOrWithHtmlOrAPathStopsTheBuild() {
    String problems =
        problems(
            NAV,
            "## Alma\n\n    code\n\nRuns in /home/ann/purlin for <id> now\n\n# Late\n# Later\n");

    assertThat(problems, containsString("alma.md:1: a page begins with its title, # Title."));
    assertThat(
        problems,
        containsString("alma.md:3: after the title a sentence says what the page is about."));
    assertThat(problems, containsString("alma.md:5: HTML on the page; write Markdown"));
    assertThat(problems, containsString("alma.md:5: /home/ann/purlin is a path of one machine."));
    assertThat(problems, containsString("alma.md:8: a second title;"));
    assertThat(Files.exists(directory.resolve("site")), is(false));
  }

  private String problems(String nav, String alma) {
    return assertThrows(SiteException.class, () -> build(nav, alma, "")).getMessage();
  }

  private void build(String nav, String alma, String repository) throws IOException {
    Pages.write(directory, nav, Map.of("index", INDEX, "alma", alma, "edfi", EDFI));
    BuildSite.build(directory, directory.resolve("site"), "0.1.0", repository);
  }

  private String html(String page) throws IOException {
    return Files.readString(directory.resolve("site/" + page + ".html"));
  }
}
