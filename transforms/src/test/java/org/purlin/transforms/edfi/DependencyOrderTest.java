package org.purlin.transforms.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DependencyOrderTest {

  private static final String UNSORTED =
      """
      [{"resource": "/ed-fi/studentSchoolAssociations", "order": 7,
        "operations": ["Create", "Update"]},
       {"resource": "/ed-fi/students", "order": 14, "operations": ["Update"]},
       {"resource": "/ed-fi/gradeLevelDescriptors", "order": 1},
       {"resource": "/ed-fi/students", "order": 3, "operations": ["Create"]},
       {"resource": "/ed-fi/schools", "order": 3, "operations": []}]
      """;

  private final DependencyOrder order = DependencyOrder.parse(UNSORTED);

  @Test
  void wavesCountFromZeroWithoutGaps() {
    assertThat(order.waves(), is(4));
    assertThat(create("gradeLevelDescriptors"), is(0));
    assertThat(create("students"), is(1));
    assertThat(create("schools"), is(1));
    assertThat(create("studentSchoolAssociations"), is(2));
  }

  @Test
  void aResourceListedTwiceIsUpdatedInItsLaterWave() {
    assertThat(update("students"), is(3));
    assertThat(update("studentSchoolAssociations"), is(2));
    assertThat(update("schools"), is(1));
  }

  @Test
  void whatIsCreatedFirstIsDeletedLast() {
    assertThat(delete("studentSchoolAssociations"), is(1));
    assertThat(delete("students"), is(2));
    assertThat(delete("gradeLevelDescriptors"), is(3));
  }

  @Test
  void namesAreComparedWithoutCase() {
    assertThat(order.createWave(ResourceName.parse("Ed-Fi/STUDENTS")), is(OptionalInt.of(1)));
    assertThat(order.knows(ResourceName.parse("Students")), is(true));
  }

  @Test
  void aResourceTheServerDoesNotListHasNoWave() {
    ResourceName unknown = ResourceName.parse("tpdm/students");
    assertThat(order.knows(unknown), is(false));
    assertThat(order.createWave(unknown), is(OptionalInt.empty()));
    assertThat(order.updateWave(unknown), is(OptionalInt.empty()));
    assertThat(order.deleteWave(unknown), is(OptionalInt.empty()));
  }

  @Test
  void aResourceListedOnlyForUpdatesIsCreatedThen() {
    DependencyOrder updates =
        DependencyOrder.parse(
            "[{\"resource\":\"/ed-fi/staffs\",\"order\":5,\"operations\":[\"Update\"]}]");
    assertThat(updates.createWave(ResourceName.parse("staffs")), is(OptionalInt.of(0)));
  }

  @Test
  void withoutADocumentDescriptorsComeFirstAndAllElseAfter() {
    DependencyOrder none = DependencyOrder.none();
    ResourceName students = ResourceName.parse("students");
    ResourceName descriptors = ResourceName.parse("sexDescriptors");
    assertThat(none.waves(), is(2));
    assertThat(none.createWave(descriptors), is(OptionalInt.of(0)));
    assertThat(none.createWave(students), is(OptionalInt.of(1)));
    assertThat(none.updateWave(students), is(OptionalInt.of(1)));
    assertThat(none.deleteWave(students), is(OptionalInt.of(0)));
    assertThat(none.deleteWave(descriptors), is(OptionalInt.of(1)));
    assertThat(none.knows(students), is(true));
  }

  @Test
  void anEmptyListHasNoWaves() {
    assertThat(DependencyOrder.parse("[]").waves(), is(0));
  }

  @Test
  void whatIsNoDependenciesDocumentIsRefused() {
    assertThat(refusal("<html>"), is("The dependencies document is not JSON."));
    assertThat(refusal("{}"), is("The dependencies document must be a JSON list."));
    assertThat(
        refusal("[{\"resource\":\"/ed-fi/schools\",\"order\":1},{\"order\":2}]"),
        is("Entry 1 of the dependencies document must have a resource and an order."));
  }

  private static String refusal(String document) {
    return assertThrows(IllegalArgumentException.class, () -> DependencyOrder.parse(document))
        .getMessage();
  }

  private int create(String resource) {
    return order.createWave(ResourceName.parse(resource)).orElseThrow();
  }

  private int update(String resource) {
    return order.updateWave(ResourceName.parse(resource)).orElseThrow();
  }

  private int delete(String resource) {
    return order.deleteWave(ResourceName.parse(resource)).orElseThrow();
  }
}
