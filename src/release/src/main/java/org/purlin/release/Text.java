package org.purlin.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A licence or notice as its authors ship it.
 *
 * @param words the text
 * @param jars the file names of the jars that ship it, sorted
 */
record Text(String words, List<String> jars) {

  private static final Pattern FILE =
      Pattern.compile("(?i)(.*/)?(licen[cs]e|notice|copying|copyright)[^/]*");

  private static final Pattern PROGRAM = Pattern.compile("(?i).*\\.(class|java|kt|properties)");

  /**
   * Every text in these jars; those that differ in blanks and line ends only are one. In the order
   * of the first jar that ships each.
   */
  static List<Text> of(List<Path> jars) throws IOException {
    Map<String, String> words = new TreeMap<>();
    Map<String, TreeSet<String>> shippers = new TreeMap<>();
    for (Path jar : jars.stream().sorted(Comparator.comparing(Text::name)).toList()) {
      try (JarFile open = new JarFile(jar.toFile())) {
        for (JarEntry entry : entries(open)) {
          String text = new String(open.getInputStream(entry).readAllBytes(), UTF_8);
          String same = text.replaceAll("\\s+", " ").strip();
          if (!same.isEmpty()) {
            words.putIfAbsent(same, text.replace("\r\n", "\n").strip());
            shippers.computeIfAbsent(same, key -> new TreeSet<>()).add(name(jar));
          }
        }
      }
    }
    return words.entrySet().stream()
        .map(one -> new Text(one.getValue(), List.copyOf(shippers.get(one.getKey()))))
        .sorted(Comparator.comparing((Text text) -> text.jars().get(0)).thenComparing(Text::words))
        .toList();
  }

  private static List<JarEntry> entries(JarFile jar) {
    return jar.stream()
        .filter(entry -> !entry.isDirectory())
        .filter(entry -> FILE.matcher(entry.getName()).matches())
        .filter(entry -> !PROGRAM.matcher(entry.getName()).matches())
        .sorted(Comparator.comparing(JarEntry::getName))
        .collect(Collectors.toList());
  }

  private static String name(Path jar) {
    return jar.getFileName().toString();
  }
}
