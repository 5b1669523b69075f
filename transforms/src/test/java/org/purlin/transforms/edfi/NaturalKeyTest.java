package org.purlin.transforms.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.purlin.transforms.edfi.ResourceModel.KeyPart;

class NaturalKeyTest {

  private static final String ATTENDANCE =
      "{'eventDate':'2026-09-01','schoolReference':{'schoolId':1},"
          + "'sessionReference':{'sessionName':'Fall & Winter','schoolYear':2027,'schoolId':1},"
          + "'courseReference':{'courseCode':'X'},'minutes':5}";

  @Test
  void theQueryHasEachNameOnceAndIsEncoded() {
    assertThat(
        key(ATTENDANCE).query(),
        is("eventDate=2026-09-01&schoolId=1&schoolYear=2027&sessionName=Fall%20%26%20Winter"));
  }

  @Test
  void aRoleKeepsTwoLeavesOfOneNameApart() {
    ResourceModel model = Documents.model(Documents.SWAGGER_2, "studentProgramAssociations");
    NaturalKey key =
        NaturalKey.of(
                model,
                Documents.tree(
                    "{'beginDate':'2026-09-01','studentReference':{'studentUniqueId':'A+1/é'},"
                        + "'programReference':{'educationOrganizationId':2,'programName':'P'},"
                        + "'educationOrganizationReference':{'educationOrganizationId':1.0}}"))
            .orElseThrow();
    assertThat(
        key.query(),
        is(
            "beginDate=2026-09-01&educationOrganizationId=1&programEducationOrganizationId=2"
                + "&programName=P&studentUniqueId=A%2B1%2F%C3%A9"));
  }

  @Test
  void whatIsNoPartOfTheKeyDoesNotMatter() {
    assertThat(key(ATTENDANCE.replace("'minutes':5", "'minutes':6")), is(key(ATTENDANCE)));
    assertThat(key(ATTENDANCE).hash().length, is(16));
  }

  @Test
  void numbersAreEqualByValueAndTextsExactly() {
    assertThat(key(ATTENDANCE.replace("'schoolId':1}", "'schoolId':1.0}")), is(key(ATTENDANCE)));
    assertThat(key(ATTENDANCE.replace("2027", "2.027e3")), is(key(ATTENDANCE)));
    assertThat(key(ATTENDANCE.replace("Fall", "fall")), is(not(key(ATTENDANCE))));
    assertThat(key(ATTENDANCE.replace("Winter'", "Winter '")), is(not(key(ATTENDANCE))));
  }

  @Test
  void aNumberWrittenAsTextIsThatNumberWhereTheServerWantsOne() {
    for (String one : List.of("'1'", "'01'", "'1.0'", "'10e-1'")) {
      NaturalKey key = key(ATTENDANCE.replace("'schoolId':1}", "'schoolId':" + one + "}"));
      assertThat(one, key, is(key(ATTENDANCE)));
      assertThat(key.query(), is(key(ATTENDANCE).query()));
    }
    assertThat(
        key(ATTENDANCE.replace("'schoolId':1}", "'schoolId':'one'}")), is(not(key(ATTENDANCE))));
    String course = ATTENDANCE.replace("'Fall & Winter'", "'1'");
    assertThat(key(course.replace("'1'", "'01'")), is(not(key(course))));
  }

  @Test
  void theFoldedHashIsEqualWhereAServerThatComparesWithoutCaseSeesOneKey() {
    NaturalKey key = key(ATTENDANCE);
    for (String same :
        List.of(
            ATTENDANCE,
            ATTENDANCE.replace("Fall", "fALL"),
            ATTENDANCE.replace("Winter'", "Winter '"),
            ATTENDANCE.replace("'schoolId':1}", "'schoolId':'1'}"))) {
      assertThat(same, key(same).foldedHash(), is(key.foldedHash()));
    }
    for (String other :
        List.of(
            ATTENDANCE.replace("Fall", "Autumn"),
            ATTENDANCE.replace("2026-09-01", "2026-09-02"),
            ATTENDANCE.replace("'schoolId':1}", "'schoolId':2}"))) {
      assertThat(other, key(other).foldedHash(), is(not(key.foldedHash())));
    }
    assertThat(key.foldedHash().length, is(16));
    assertThat(SerializableUtils.clone(key).foldedHash(), is(key.foldedHash()));
  }

  @Test
  void dateTimesAreEqualByInstantAndDescriptorsWithoutCase() {
    ResourceModel model =
        model(
            new KeyPart(null, "givenAt", "givenAt", Property.Type.DATE_TIME),
            new KeyPart(null, "termDescriptor", "termDescriptor", Property.Type.STRING),
            new KeyPart(null, "title", "title", Property.Type.STRING));
    String first =
        "{'givenAt':'2026-09-01T08:00:00Z','termDescriptor':'uri://a/TermDescriptor#Fall',"
            + "'title':'2026-09-01T08:00:00Z'}";
    String second =
        "{'givenAt':'2026-09-01T10:00:00+02:00','termDescriptor':'uri://a/TermDescriptor#FALL',"
            + "'title':'2026-09-01T08:00:00Z'}";
    NaturalKey key = NaturalKey.of(model, Documents.tree(first)).orElseThrow();
    assertThat(NaturalKey.of(model, Documents.tree(second)).orElseThrow(), is(key));
    assertThat(
        NaturalKey.of(model, Documents.tree(first.replace("'title':'2026", "'title':'2025")))
            .orElseThrow(),
        is(not(key)));
  }

  @Test
  void aTextAndANumberAreDifferentAndValuesCannotRunIntoEachOther() {
    ResourceModel model =
        model(
            new KeyPart(null, "a", "a", Property.Type.STRING),
            new KeyPart(null, "b", "b", Property.Type.STRING));
    assertThat(
        NaturalKey.of(model, Documents.tree("{'a':'1','b':'x'}")),
        is(not(NaturalKey.of(model, Documents.tree("{'a':1,'b':'x'}")))));
    assertThat(
        NaturalKey.of(model, Documents.tree("{'a':'x\\nb=y','b':''}")),
        is(not(NaturalKey.of(model, Documents.tree("{'a':'x','b':'y'}")))));
  }

  @Test
  void theSameKeyInTwoResourcesIsTwoKeys() {
    KeyPart part = new KeyPart(null, "a", "a", Property.Type.STRING);
    ResourceModel other =
        new ResourceModel(ResourceName.parse("others"), List.of(), List.of(part), false, List.of());
    JsonNode body = Documents.tree("{'a':'x'}");
    assertThat(NaturalKey.of(model(part), body), is(not(NaturalKey.of(other, body))));
  }

  @Test
  void aKeyWithAPartMissingIsNone() {
    for (String missing :
        List.of(
            ATTENDANCE.replace("'eventDate':'2026-09-01',", ""),
            ATTENDANCE.replace("'2026-09-01'", "null"),
            ATTENDANCE.replace("{'schoolId':1}", "7"),
            ATTENDANCE.replace("'schoolYear':2027", "'schoolYear':[2027]"))) {
      assertThat(
          missing,
          NaturalKey.of(Documents.ATTENDANCES, Documents.tree(missing)),
          is(Optional.empty()));
    }
    assertThat(NaturalKey.of(model(), Documents.tree("{}")), is(Optional.empty()));
  }

  @Test
  void itsTextNamesThePartsAndNeverAValue() {
    assertThat(
        key(ATTENDANCE).toString(),
        is("ed-fi/attendances[eventDate, schoolId, schoolId, schoolYear, sessionName]"));
  }

  @Test
  void aKeyTravelsToWorkers() {
    NaturalKey copy = SerializableUtils.clone(key(ATTENDANCE));
    assertThat(copy, is(key(ATTENDANCE)));
    assertThat(copy.query(), is(key(ATTENDANCE).query()));
  }

  @net.jqwik.api.Property
  void theOrderOfPropertiesDoesNotMatter(@ForAll long seed) {
    ObjectNode shuffled = shuffled(Documents.object(ATTENDANCE), new Random(seed));
    assertThat(NaturalKey.of(Documents.ATTENDANCES, shuffled).orElseThrow(), is(key(ATTENDANCE)));
  }

  private static ObjectNode shuffled(ObjectNode object, Random random) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>();
    object.fields().forEachRemaining(fields::add);
    Collections.shuffle(fields, random);
    ObjectNode other = object.objectNode();
    for (Map.Entry<String, JsonNode> field : fields) {
      JsonNode value = field.getValue();
      other.set(
          field.getKey(), value instanceof ObjectNode inner ? shuffled(inner, random) : value);
    }
    return other;
  }

  private static NaturalKey key(String json) {
    return NaturalKey.of(Documents.ATTENDANCES, Documents.tree(json)).orElseThrow();
  }

  private static ResourceModel model(KeyPart... parts) {
    return new ResourceModel(
        ResourceName.parse("things"), List.of(), List.of(parts), false, List.of());
  }
}
