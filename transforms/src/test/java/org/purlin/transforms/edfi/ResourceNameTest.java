package org.purlin.transforms.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceNameTest {

  @Test
  void aNameWithoutASchemaIsEdFis() {
    ResourceName students = new ResourceName("ed-fi", "students");
    for (String text : List.of("students", "ed-fi/students", "/ed-fi/students", " students/ ")) {
      assertThat(ResourceName.parse(text), is(students));
    }
    assertThat(students.path(), is("ed-fi/students"));
    assertThat(students.toString(), is("ed-fi/students"));
  }

  @Test
  void aTableIsNamedAfterItsResourceAndAForeignSchema() {
    assertThat(ResourceName.parse("students").tableName(), is("students"));
    assertThat(ResourceName.parse("ED-FI/students").tableName(), is("students"));
    assertThat(ResourceName.parse("tpdm/candidates").tableName(), is("tpdm_candidates"));
    assertThat(ResourceName.parse("our-host/bus-routes").tableName(), is("our_host_bus_routes"));
  }

  @Test
  void descriptorsAreKnownByTheirEnding() {
    assertThat(ResourceName.parse("gradeLevelDescriptors").isDescriptor(), is(true));
    assertThat(ResourceName.parse("gradeleveldescriptors").isDescriptor(), is(true));
    assertThat(ResourceName.parse("students").isDescriptor(), is(false));
  }

  @Test
  void spellingsOfOneResourceFoldToTheSame() {
    assertThat(ResourceName.parse("Ed-Fi/Students").folded(), is("ed-fi/students"));
  }

  @Test
  void namesAreOrderedBySchemaThenName() {
    List<ResourceName> sorted =
        List.of("tpdm/a", "ed-fi/b", "ed-fi/a").stream().map(ResourceName::parse).sorted().toList();
    assertThat(
        sorted,
        contains(ResourceName.parse("a"), ResourceName.parse("b"), ResourceName.parse("tpdm/a")));
  }

  @Test
  void whatIsNoNameIsRefusedWithASentence() {
    for (String text : new String[] {"a/b/c", "/", "students?x=1", "1st"}) {
      assertThat(
          text,
          assertThrows(IllegalArgumentException.class, () -> ResourceName.parse(text)).getMessage(),
          is(
              "The resource in a resource's name must be letters, digits, - and _ as in"
                  + " ed-fi/students."));
    }
    for (String text : new String[] {null, "", "  "}) {
      assertThat(
          assertThrows(IllegalArgumentException.class, () -> ResourceName.parse(text)).getMessage(),
          is("A resource is written as students or as ed-fi/students."));
    }
  }
}
