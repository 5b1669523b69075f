package org.purlin.transforms.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class PayloadComparisonTest {

  @Test
  void whatOnlyTheServerWritesDoesNotCount() {
    assertSame(
        "{'id':'f','_etag':'1','_lastModifiedDate':'2026-01-01T00:00:00Z','a':1,"
            + "'schoolReference':{'schoolId':7,'link':{'rel':'School','href':'/x'}}}",
        "{'schoolReference':{'schoolId':7},'a':1}");
    assertSame(
        "{'sexDescriptorId':1,'namespace':'uri://a/S','codeValue':'F'}",
        "{'namespace':'uri://a/S','codeValue':'F'}");
  }

  @Test
  void nullAndAnEmptyListAreAsGoodAsNothing() {
    assertSame("{'a':1,'b':null,'c':[],'d':{'e':null}}", "{'a':1,'d':{}}");
    assertDifferent("{'a':1,'c':[1]}", "{'a':1}");
    assertDifferent("{'a':''}", "{}");
  }

  @Test
  void listsHaveNoOrderButEveryItemCounts() {
    assertSame("{'a':[{'x':1,'y':2},{'x':3}]}", "{'a':[{'x':3},{'y':2,'x':1}]}");
    assertDifferent("{'a':[1,1,2]}", "{'a':[1,2,2]}");
  }

  @Test
  void numbersAreComparedByValue() {
    assertSame("{'a':1.0,'b':100}", "{'a':1,'b':1e2}");
    assertDifferent("{'a':1.0000000000000000000001}", "{'a':1}");
    assertDifferent("{'a':'1'}", "{'a':1}");
  }

  @Test
  void descriptorsAreComparedWithoutCaseAndOtherTextsExactly() {
    assertSame(
        "{'termDescriptor':'uri://a/TermDescriptor#Fall'}",
        "{'termDescriptor':'uri://a/termDescriptor#FALL'}");
    assertDifferent("{'name':'Wren'}", "{'name':'wren'}");
    assertDifferent("{'note':'a#B'}", "{'note':'a#b'}");
  }

  @Test
  void dateTimesAreComparedAsInstants() {
    assertSame("{'at':'2026-09-01T08:00:00Z'}", "{'at':'2026-09-01T10:00:00.000+02:00'}");
    assertSame("{'at':'2026-09-01T08:00:00'}", "{'at':'2026-09-01T08:00Z'}");
    assertSame("{'at':'2026-09-01T03:00:00-05:00'}", "{'at':'2026-09-01T08:00:00Z'}");
    assertDifferent("{'at':'2026-09-01T08:00:00Z'}", "{'at':'2026-09-01T08:00:01Z'}");
    assertDifferent("{'at':'2026-02-30T08:00:00Z'}", "{'at':'2026-02-30T08:00:00'}");
  }

  @Test
  void aChangedOrMissingValueIsADifference() {
    assertDifferent("{'a':1,'b':2}", "{'a':1,'b':3}");
    assertDifferent("{'a':1,'b':2}", "{'a':1}");
    assertDifferent("{'a':1}", "{'a':1,'b':2}");
  }

  @Test
  void theTreesAreNotChanged() {
    JsonNode server = Documents.tree("{'id':'f','a':1}");
    PayloadComparison.same(server, Documents.tree("{'a':1}"));
    assertThat(server, is(Documents.tree("{'id':'f','a':1}")));
  }

  private static void assertSame(String server, String payload) {
    assertThat(PayloadComparison.same(Documents.tree(server), Documents.tree(payload)), is(true));
  }

  private static void assertDifferent(String server, String payload) {
    assertThat(PayloadComparison.same(Documents.tree(server), Documents.tree(payload)), is(false));
  }
}
