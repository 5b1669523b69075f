package org.purlin.site;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Code;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * The HTML of what a page says. Links between pages lead to their HTML; those to other files of the
 * sources lead to where these can be browsed, or become plain words when that is not known.
 */
final class PageBody {

  private static final URI PAGES = URI.create("/src/site/markdown/");

  /** A table that is wider than the page scrolls within it, also by keyboard. */
  private static final String SCROLLING =
      "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">";

  /** Characters of a flag or a name that stay on one line; a phone's has some forty. */
  private static final int UNBROKEN = 32;

  private final String repository;
  private final Set<String> pages;

  /**
   * @param repository address of the sources without a slash at the end; empty when there is none
   * @param pages names of all pages
   */
  PageBody(String repository, Set<String> pages) {
    this.repository = repository.replaceFirst("/+$", "");
    this.pages = pages;
  }

  /** Changes the page's nodes, so ask once a page. */
  String of(Page page) {
    Markdown.walk(page.document(), this::settle);
    Map<Node, String> anchors = new HashMap<>();
    page.headings().forEach(title -> anchors.put(title.node(), title.anchor()));
    return HtmlRenderer.builder()
        .extensions(Markdown.EXTENSIONS)
        .escapeHtml(true)
        .attributeProviderFactory(
            context ->
                (node, tag, attributes) -> {
                  if (anchors.containsKey(node)) {
                    attributes.put("id", anchors.get(node));
                  } else if (node instanceof Code code && code.getLiteral().length() <= UNBROKEN) {
                    attributes.put("class", "short");
                  }
                })
        .build()
        .render(page.document())
        .replace("<table>", SCROLLING + "<table>")
        .replace("</table>", "</table></div>");
  }

  private void settle(Node node) {
    if (node instanceof HtmlBlock || node instanceof HtmlInline) {
      // Comments only: other HTML was refused.
      node.unlink();
    } else if (node instanceof Link link) {
      String target = link.getDestination();
      if (target.matches("(?i)[a-z][a-z0-9+.-]*:.*") || target.startsWith("#")) {
        return;
      }
      int hash = target.indexOf('#');
      String anchor = hash < 0 ? "" : target.substring(hash);
      String path = hash < 0 ? target : target.substring(0, hash);
      String name = path.replaceFirst("\\.md$", "");
      if (pages.contains(name)) {
        link.setDestination(name + ".html" + anchor);
      } else if (repository.isEmpty()) {
        inWords(link);
      } else {
        link.setDestination(repository + "/blob/HEAD/" + fromRoot(path) + anchor);
      }
    }
  }

  private static String fromRoot(String path) {
    return PAGES.resolve(path).getPath().substring(1);
  }

  private static void inWords(Link link) {
    Node child = link.getFirstChild();
    while (child != null) {
      Node next = child.getNext();
      link.insertBefore(child);
      child = next;
    }
    link.unlink();
  }
}
