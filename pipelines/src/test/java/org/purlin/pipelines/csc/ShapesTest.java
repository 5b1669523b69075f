package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.purlin.sandbox.csc.Model;
import org.purlin.sandbox.csc.Shape;

/** Every shape the table has had gives the same result, and live and test are never mixed. */
class ShapesTest {

  @TempDir Path directory;

  static Stream<Shape> shapes() {
    return Stream.of(
        Shape.live().personIdWidth(36),
        Shape.live().personIdWidth(48).withoutLegacyId(),
        Shape.live().spelling(Shape.Spelling.LOWER),
        Shape.live().spelling(Shape.Spelling.UPPER).withoutLegacyId(),
        Shape.live().named("csc", "other_name"));
  }

  /** Two nights; what was posted. */
  private static List<List<com.fasterxml.jackson.databind.JsonNode>> nights(
      Council council, String... words) {
    council.populate();
    council.sendWell(words);
    council.cohort.nextNight(7, 6, 2, 1);
    council.populate();
    council.sendWell(words);
    return council.bodiesSince(0);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyShapeGivesTheSamePostsAndStates(Shape shape) {
    try (Council plain = new Council(directory.resolve("plain"), 12);
        Council council = new Council(directory.resolve("shape"), 12, shape, Council.settings())) {
      assertThat(nights(council), is(nights(plain)));
      assertThat(council.wrong(), is(empty()));
      String deleted = shape.spelling() == Shape.Spelling.LOWER ? "deleted" : "Deleted";
      deleted = shape.spelling() == Shape.Spelling.UPPER ? "DELETED" : deleted;
      assertThat(council.staged.states(), is(Map.of("sent unchanged", 13, "sent " + deleted, 1)));
    }
  }

  @Test
  void theTableOfMadeUpChildrenGoesToTheTestServiceWithTheSamePosts() {
    try (Council plain = new Council(directory.resolve("plain"), 12);
        Council council =
            new Council(directory.resolve("anon"), 12, Shape.anon(), Council.settings())) {
      assertThat(nights(council, "--endpoint=" + council.receiver.endpoint()), is(nights(plain)));
      assertThat(council.receiver.wrong(Model.MERGE, council.cohort.today()), is(empty()));
      assertThat(council.receiver.wrong(Model.REPLACE, council.cohort.today()), is(empty()));
    }
  }

  @Test
  void realChildrenAndTheTestServiceAreNotMixedUpNorTheReverse() {
    try (Council live = new Council(directory.resolve("live"), 2);
        Council anon =
            new Council(directory.resolve("anon"), 2, Shape.anon(), Council.settings())) {
      live.populate();
      anon.populate();

      assertThat(live.send("--endpoint=" + live.receiver.endpoint()), is(2));
      assertThat(
          live.error(),
          containsString(
              "--table=dbo.ssd_api_data_staging holds real children and --endpoint is the test"
                  + " service."));
      assertThat(anon.send(), is(2));
      assertThat(
          anon.error(),
          containsString(
              "--table=dbo.ssd_api_data_staging_anon holds made-up children and --endpoint is the"
                  + " live service."));
      assertThat(live.receiver.requests(), is(empty()));
      assertThat(anon.receiver.requests(), is(empty()));
    }
  }
}
