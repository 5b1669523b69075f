package org.purlin.site;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/**
 * Follows the links of Markdown files without a network. A relative link must lead to a file or
 * directory below the root, its anchor to a heading there; an external one must be a well-formed
 * https address.
 *
 * @param problems one sentence each, with file and line
 * @param external the addresses that lead out, sorted
 */
record LinkCheck(List<String> problems, Set<String> external) {

  static LinkCheck of(Path root, List<Path> files) throws IOException {
    LinkCheck check = new LinkCheck(new ArrayList<>(), new TreeSet<>());
    for (Path file : files) {
      Page page = Page.read(file);
      List<Node> links = new ArrayList<>();
      Markdown.walk(
          page.document(),
          node -> {
            if (node instanceof Link || node instanceof Image) {
              links.add(node);
            }
          });
      for (Node node : links) {
        check.follow(root, page, node);
      }
    }
    return check;
  }

  private void follow(Path root, Page page, Node node) throws IOException {
    String target =
        node instanceof Link link ? link.getDestination() : ((Image) node).getDestination();
    String place = root.relativize(page.file()) + ":" + Markdown.line(node) + ": ";
    if (target.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
      followOut(target, place);
      return;
    }
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path file =
        path.isEmpty()
            ? page.file()
            : page.file()
                .resolveSibling(URLDecoder.decode(path, StandardCharsets.UTF_8))
                .normalize();
    if (path.startsWith("/") || !file.startsWith(root)) {
      problems.add(place + target + " leads out of the sources; link to a file among them.");
    } else if (!Files.exists(file)) {
      problems.add(place + target + " leads nowhere: there is no " + root.relativize(file) + ".");
    } else if (hash >= 0) {
      followAnchor(file, target.substring(hash + 1), place + target);
    }
  }

  private void followAnchor(Path file, String anchor, String place) throws IOException {
    Set<String> anchors =
        file.toString().endsWith(".md") ? Page.read(file).anchors() : Set.<String>of();
    if (!anchors.contains(anchor)) {
      problems.add(
          place + ": " + file.getFileName() + " has no heading with the anchor " + anchor + ".");
    }
  }

  private void followOut(String target, String place) {
    try {
      URI uri = new URI(target);
      if ("https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
        external.add(target);
        return;
      }
    } catch (URISyntaxException e) {
      // Named below: whatever cannot be read is no address.
    }
    problems.add(place + target + " must be an https address.");
  }
}
