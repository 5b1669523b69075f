package org.purlin.transforms.archive;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class GzipLinesPropertiesTest {

  @Property
  void linesComeBackHoweverTheyAreEndedPackedAndDelivered(
      @ForAll("lines") List<String> lines,
      @ForAll @Size(max = 5) List<@IntRange(max = 3000) Integer> cuts,
      @ForAll @IntRange(min = 1, max = 700) int chunk,
      @ForAll boolean windows,
      @ForAll boolean lastLineEnds)
      throws IOException {
    String end = windows ? "\r\n" : "\n";
    boolean lastNeedsItsEnd = !lines.isEmpty() && lines.get(lines.size() - 1).isEmpty();
    String text = String.join(end, lines) + (lastLineEnds || lastNeedsItsEnd ? end : "");
    byte[] gzip =
        lines.isEmpty()
            ? Gzips.gzip("")
            : packed(text.getBytes(StandardCharsets.UTF_8), cuts.stream().sorted().toList());

    List<String> found =
        Gzips.linesOf(new Gzips.Trickle(gzip, chunk), gzip.length, ArchiveLimits.DEFAULT);

    assertThat(found, is(lines));
  }

  @Provide
  Arbitrary<List<String>> lines() {
    Arbitrary<Character> noLineEnds =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(20, Arbitraries.chars().range(' ', '~')),
            net.jqwik.api.Tuple.of(1, Arbitraries.chars().with('\t', 'é', '\u2028', '界')));
    return noLineEnds
        .list()
        .ofMaxSize(300)
        .map(GzipLinesPropertiesTest::joined)
        .list()
        .ofMaxSize(20);
  }

  private static String joined(List<Character> chars) {
    StringBuilder text = new StringBuilder();
    chars.forEach(text::append);
    return text.toString();
  }

  /** The text as one gzip member for each part between the cuts. */
  private static byte[] packed(byte[] text, List<Integer> cuts) {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    int from = 0;
    for (int cut : cuts) {
      int to = Math.min(cut, text.length);
      members.writeBytes(Gzips.gzip(Arrays.copyOfRange(text, from, to)));
      from = to;
    }
    members.writeBytes(Gzips.gzip(Arrays.copyOfRange(text, from, text.length)));
    return members.toByteArray();
  }
}
