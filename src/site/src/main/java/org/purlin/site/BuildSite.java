package org.purlin.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the site. */
public final class BuildSite {

  private static final List<String> FILES = List.of("style.css", "site.js");

  private BuildSite() {}

  /**
   * Builds it.
   *
   * @param args the directory of {@code nav.txt} and {@code markdown/}, where the site goes, the
   *     version of the program, and the address of the sources, which may be empty or missing
   * @throws SiteException when a page is not as it has to be; nothing is written then
   */
  public static void main(String[] args) throws IOException {
    build(
        Path.of(args[0]),
        Path.of(args[1]),
        args[2],
        args.length < 4 || args[3] == null ? "" : args[3]);
  }

  static void build(Path source, Path site, String version, String repository) throws IOException {
    List<Page> all = Page.all(source.resolve("markdown"));
    List<String> problems = new ArrayList<>();
    Map<String, Page> pages = new LinkedHashMap<>();
    for (Page page : all) {
      problems.addAll(PageCheck.problems(page));
      pages.put(page.name(), page);
    }
    if (!problems.isEmpty()) {
      throw new SiteException(problems);
    }
    Nav nav = Nav.read(source.resolve("nav.txt"), pages.keySet());
    SearchIndex index = new SearchIndex();
    PageBody body = new PageBody(repository, pages.keySet());
    PageHtml html = new PageHtml(nav, pages, version);
    Files.createDirectories(site);
    for (Nav.Entry entry : nav.entries()) {
      Page page = pages.get(entry.page());
      index.add(page);
      Files.writeString(site.resolve(page.name() + ".html"), html.of(page, body.of(page)));
    }
    Files.writeString(site.resolve("search.js"), index.script());
    for (String file : FILES) {
      Files.writeString(site.resolve(file), Resources.text(file));
    }
  }
}
