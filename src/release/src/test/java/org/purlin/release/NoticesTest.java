package org.purlin.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticesTest {

  @TempDir Path directory;

  @Test
  void aTextThatTwoJarsShipIsPrintedOnceAndNamesBoth() throws IOException {
    Path b = jar("b.jar", Map.of("META-INF/LICENSE", "Do as\r\nyou like.\r\n"));
    Path a =
        jar("a.jar", Map.of("LICENSE.txt", "Do as you like.\n", "a/NoticeBoard.class", "no text"));
    Path c = jar("c.jar", Map.of("META-INF/NOTICE.md", "Made by C.", "c/readme.txt", "unasked"));

    assertThat(
        Text.of(List.of(c, b, a)),
        contains(
            new Text("Do as you like.", List.of("a.jar", "b.jar")),
            new Text("Made by C.", List.of("c.jar"))));
  }

  @Test
  void eachComponentButOursIsListedWithItsLicences() throws IOException {
    Path sbom = directory.resolve("sbom.json");
    Files.writeString(
        sbom,
        """
        {"components": [
          {"group": "org.two", "name": "two", "version": "2", "licenses": [
            {"license": {"name": "Own", "url": "https://two.example/own"}},
            {"license": {"id": "MIT"}}]},
          {"group": "org.one", "name": "one", "version": "1", "licenses": [
            {"expression": "MIT OR EPL-2.0"}]},
          {"group": "org.purlin", "name": "purlin-io", "version": "1"}]}
        """);

    assertThat(
        Component.read(sbom),
        contains(
            new Component("org.one:one:1", List.of("MIT OR EPL-2.0")),
            new Component("org.two:two:2", List.of("Own, https://two.example/own", "MIT"))));
  }

  @Test
  void aComponentWithoutALicenceEndsTheBuild() {
    List<Component> components = List.of(new Component("org.one:one:1", List.of()));

    IOException failure =
        assertThrows(IOException.class, () -> Notices.page(components, List.of()));

    assertThat(failure.getMessage(), containsString("names none of: org.one:one:1."));
  }

  @Test
  void sumsAreSortedByNameAndLeaveOutTheirOwnFile() throws Exception {
    Files.createDirectory(directory.resolve("lib"));
    Files.writeString(directory.resolve("lib/b"), "");
    Files.writeString(directory.resolve("a"), "abc");
    Files.writeString(directory.resolve("SHA256SUMS"), "old");

    Sums.main(new String[] {directory.toString()});

    assertThat(
        Files.readString(directory.resolve("SHA256SUMS")),
        is(
            """
            ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a
            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  lib/b
            """));
  }

  private Path jar(String name, Map<String, String> entries) throws IOException {
    Path jar = directory.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(UTF_8));
      }
    }
    return jar;
  }
}
