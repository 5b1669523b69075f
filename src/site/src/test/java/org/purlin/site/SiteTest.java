package org.purlin.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site as it is built of the real pages. */
class SiteTest {

  private static final Pattern LOADED =
      Pattern.compile("<(?:link|script|img)[^>]* (?:href|src)=\"([^\"]*)\"");
  private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");

  @TempDir static Path site;

  private static final Map<String, String> FILES = new HashMap<>();

  @BeforeAll
  static void build() throws IOException {
    BuildSite.build(Pages.SITE, site, "0.1.0", "");
    try (var files = Files.list(site)) {
      for (Path file : files.toList()) {
        FILES.put(file.getFileName().toString(), Files.readString(file));
      }
    }
  }

  @Test
  void noPageLoadsAnythingFromElsewhere() {
    List<String> loaded = new ArrayList<>();
    pages().values().forEach(html -> loaded.addAll(all(LOADED, html)));

    assertThat(new HashSet<>(loaded), is(Set.of("style.css", "site.js")));
    assertThat(
        all(Pattern.compile("(url\\(|@import|https?:)"), FILES.get("style.css")), is(empty()));
    assertThat(all(Pattern.compile("(https?:|fetch|XMLHttp)"), FILES.get("site.js")), is(empty()));
  }

  @Test
  void everyLinkOfTheSiteLeadsToAPageAndAHeadingOfIt() {
    List<String> broken = new ArrayList<>();
    pages()
        .forEach(
            (name, html) ->
                all(LINK, html).stream()
                    .filter(link -> !link.startsWith("https://"))
                    .filter(link -> !leadsSomewhere(name, link))
                    .forEach(link -> broken.add(name + ": " + link)));

    assertThat(broken, is(empty()));
  }

  @Test
  void everyPageHasOneTitleAndNoIdTwice() {
    pages()
        .forEach(
            (name, html) -> {
              assertThat(name, all(Pattern.compile("(<h1[ >])"), html), hasSize(1));
              List<String> ids = all(ID, html);
              assertThat(name, ids, hasSize(new HashSet<>(ids).size()));
            });
  }

  @Test
  void thereIsAnHtmlFileForEachPage() throws IOException {
    int pages = Page.all(Pages.SITE.resolve("markdown")).size();

    assertThat(pages, greaterThan(10));
    assertThat(pages().size(), is(pages));
  }

  private static boolean leadsSomewhere(String from, String link) {
    int hash = link.indexOf('#');
    String page = hash < 0 ? link : link.substring(0, hash);
    String html = FILES.get(page.isEmpty() ? from : page);
    return html != null && (hash < 0 || all(ID, html).contains(link.substring(hash + 1)));
  }

  private static Map<String, String> pages() {
    Map<String, String> pages = new HashMap<>(FILES);
    pages.keySet().removeIf(name -> !name.endsWith(".html"));
    return pages;
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
