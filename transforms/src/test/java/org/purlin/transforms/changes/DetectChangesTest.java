package org.purlin.transforms.changes;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectChangesTest {

  /** Records are {@code key=value}; each key gets one line of both sides. */
  private static final Comparison<String, String, List<String>> SHOW =
      bucket ->
          bucket.entrySet().stream()
              .map(e -> e.getKey() + " " + e.getValue().last() + "->" + e.getValue().today())
              .collect(Collectors.toCollection(ArrayList::new));

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 256})
  void everyKeyIsJudgedOnceWithAllItsRecords(int buckets) {
    assertThat(
        run(
            List.of("a=1", "b=2", "d=4", "d=5"),
            List.of("b=2", "c=3"),
            buckets,
            "a []->[a=1]",
            "b [b=2]->[b=2]",
            "c [c=3]->[]",
            "d []->[d=4, d=5]"),
        is(PipelineResult.State.DONE));
  }

  @Test
  void keysWhoseHashIsNegativeHaveABucketToo() {
    List<String> today =
        IntStream.range(0, 500).mapToObj(i -> "polygenelubricants" + i + "=x").toList();
    assertThat(
        run(
            today,
            List.of(),
            7,
            today.stream().map(r -> key(r) + " []->[" + r + "]").toArray(String[]::new)),
        is(PipelineResult.State.DONE));
  }

  private static PipelineResult.State run(
      List<String> today, List<String> last, int buckets, String... expected) {
    Pipeline pipeline = Pipeline.create();
    PCollection<String> before =
        pipeline.apply("Last", Create.of(last).withCoder(StringUtf8Coder.of()));
    PCollection<String> changes =
        pipeline
            .apply("Today", Create.of(today).withCoder(StringUtf8Coder.of()))
            .apply(
                DetectChanges.since(before, DetectChangesTest::key, DetectChangesTest::key, SHOW)
                    .inBuckets(buckets))
            .setCoder(ListCoder.of(StringUtf8Coder.of()))
            .apply("Lines", Flatten.iterables());
    PAssert.that(changes.apply(sorted())).containsInAnyOrder(Arrays.asList(expected));
    return pipeline.run().waitUntilFinish();
  }

  private static MapElements<String, String> sorted() {
    return MapElements.into(TypeDescriptors.strings()).via(DetectChangesTest::sidesSorted);
  }

  /** The order of records within a side is not promised. */
  private static String sidesSorted(String line) {
    String[] sides = line.split("->", -1);
    List<String> today =
        new ArrayList<>(List.of(sides[1].substring(1, sides[1].length() - 1).split(", ")));
    today.sort(null);
    return sides[0] + "->[" + String.join(", ", today) + "]";
  }

  private static String key(String record) {
    return record.substring(0, record.indexOf('='));
  }
}
