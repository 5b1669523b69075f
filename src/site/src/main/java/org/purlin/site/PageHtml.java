package org.purlin.site;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A page's HTML: menu, what it says, its contents, and the way to the page before and after it. */
final class PageHtml {

  private static final String SHELL = Resources.text("page.html");
  private static final String FRONT = "index";
  private static final String TITLE_END = "</h1>";

  private final Nav nav;
  private final Map<String, Page> pages;
  private final String version;

  PageHtml(Nav nav, Map<String, Page> pages, String version) {
    this.nav = nav;
    this.pages = pages;
    this.version = version;
  }

  /**
   * The whole file.
   *
   * @param body of {@link PageBody}
   */
  String of(Page page, String body) {
    boolean front = page.name().equals(FRONT);
    return SHELL
        .replace("{{title}}", Html.escaped(front ? page.title() : page.title() + " · Purlin"))
        .replace("{{description}}", Html.escaped(page.description()))
        .replace("{{version}}", Html.escaped(version))
        .replace("{{menu}}", menu(page))
        .replace("{{around}}", around(page))
        .replace("{{body}}", front ? body + overview() : withContents(page, body));
  }

  private String menu(Page page) {
    return nav.sections().stream()
        .map(
            section ->
                "<h2>"
                    + Html.escaped(section.title())
                    + "</h2>\n<ul>\n"
                    + section.entries().stream()
                        .map(
                            entry ->
                                "<li>"
                                    + link(
                                        entry,
                                        entry.page().equals(page.name())
                                            ? " aria-current=\"page\""
                                            : "")
                                    + "</li>\n")
                        .collect(Collectors.joining())
                    + "</ul>\n")
        .collect(Collectors.joining());
  }

  /** The contents stand after the title, as on a narrow screen; the style moves them aside. */
  private static String withContents(Page page, String body) {
    int after = body.indexOf(TITLE_END) + TITLE_END.length();
    return body.substring(0, after) + "\n" + contents(page) + body.substring(after).stripLeading();
  }

  /** Sections of the page; nothing when there are fewer than two. */
  private static String contents(Page page) {
    List<Page.Title> titles = page.headings().stream().filter(title -> title.level() == 2).toList();
    if (titles.size() < 2) {
      return "";
    }
    return titles.stream()
        .map(
            title ->
                "<li><a href=\"#"
                    + Html.escaped(title.anchor())
                    + "\">"
                    + Html.escaped(title.text())
                    + "</a></li>\n")
        .collect(
            Collectors.joining(
                "",
                """
                <nav class="contents" aria-labelledby="on-this-page"><div>
                <p id="on-this-page">On this page</p>
                <ul>
                """,
                "</ul>\n</div></nav>\n"));
  }

  private String around(Page page) {
    List<Nav.Entry> entries = nav.entries();
    int at = entries.stream().map(Nav.Entry::page).toList().indexOf(page.name());
    String before = at == 0 ? "" : link(entries.get(at - 1), " rel=\"prev\"");
    String after = at == entries.size() - 1 ? "" : link(entries.get(at + 1), " rel=\"next\"");
    return before + after;
  }

  /** On the front page: every page with its first sentence. */
  private String overview() {
    return nav.sections().stream()
        .filter(section -> section.entries().stream().anyMatch(PageHtml::isBehindTheFront))
        .map(
            section ->
                "<section class=\"cards\">\n<h2>"
                    + Html.escaped(section.title())
                    + "</h2>\n<ul>\n"
                    + section.entries().stream()
                        .filter(PageHtml::isBehindTheFront)
                        .map(
                            entry ->
                                "<li>"
                                    + link(entry, "")
                                    + "<span>"
                                    + Html.escaped(firstSentence(pages.get(entry.page())))
                                    + "</span></li>\n")
                        .collect(Collectors.joining())
                    + "</ul>\n</section>\n")
        .collect(Collectors.joining());
  }

  private static boolean isBehindTheFront(Nav.Entry entry) {
    return !entry.page().equals(FRONT);
  }

  private static String firstSentence(Page page) {
    return page.description().replaceFirst("(?s)(?<=[.:])\\s.*$", "").replaceFirst(":$", ".");
  }

  private String link(Nav.Entry entry, String attributes) {
    String label = entry.label().isEmpty() ? pages.get(entry.page()).title() : entry.label();
    return "<a href=\""
        + Html.escaped(entry.page())
        + ".html\""
        + attributes
        + ">"
        + Html.escaped(label)
        + "</a>";
  }
}
