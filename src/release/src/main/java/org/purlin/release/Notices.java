package org.purlin.release;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the page of third-party software: each component with its licence, then every licence and
 * notice its authors ship with it. The same input gives the same bytes.
 */
public final class Notices {

  private static final String RULE = "\n" + "-".repeat(80) + "\n";

  private Notices() {}

  /**
   * Writes the page.
   *
   * @param args the SBOM (CycloneDX, JSON), the jars as a class path, the file to write
   * @throws IOException when one of them cannot be read or written, or the SBOM leaves a licence
   *     open
   */
  public static void main(String[] args) throws IOException {
    List<Component> components = Component.read(Path.of(args[0]));
    List<Path> jars =
        Arrays.stream(args[1].split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(jar -> jar.toString().endsWith(".jar"))
            .toList();
    Files.writeString(Path.of(args[2]), page(components, Text.of(jars)));
  }

  static String page(List<Component> components, List<Text> texts) throws IOException {
    List<String> open =
        components.stream()
            .filter(component -> component.licences().isEmpty())
            .map(Component::name)
            .toList();
    if (!open.isEmpty()) {
      throw new IOException(
          "The SBOM must name a licence of every component, but names none of: "
              + String.join(", ", open)
              + ". Look them up, and replace or leave out what has none.");
    }
    List<String> parts = new ArrayList<>();
    parts.add(
        "lib/purlin.jar holds the software of others that is listed here, each under its own"
            + " licence.\nBelow the list is what its authors ship with it: licences and notices.\n");
    StringBuilder list = new StringBuilder();
    for (Component component : components) {
      list.append(component.name())
          .append("\n    ")
          .append(String.join("; ", component.licences()))
          .append('\n');
    }
    parts.add(list.toString());
    for (Text text : texts) {
      parts.add("In " + String.join(", ", text.jars()) + ":\n\n" + text.words() + "\n");
    }
    return String.join(RULE, parts);
  }
}
