package org.purlin.transforms.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.purlin.transforms.edfi.Checked.Ready;
import org.purlin.transforms.edfi.Checked.Unfit;

class PayloadCheckTest {

  private static final PayloadCheck STUDENTS = PayloadCheck.of(Documents.STUDENTS);
  private static final PayloadCheck ATTENDANCES = PayloadCheck.of(Documents.ATTENDANCES);
  private static final PayloadCheck UNKNOWN = PayloadCheck.of(null);

  private static final String STUDENT =
      "{'studentUniqueId':'s-1','birthDate':'2014-03-05','firstName':'Wren'}";

  private static final String ATTENDANCE =
      "{'eventDate':'2026-09-01','schoolReference':{'schoolId':1},"
          + "'sessionReference':{'sessionName':'Fall','schoolYear':2027,'schoolId':1},"
          + "'courseReference':{'courseCode':'X'}}";

  @Test
  void aRecordAsTheServerWantsItIsReadyWithItsKey() {
    Ready ready = ready(STUDENTS, STUDENT);
    assertThat(ready.body(), is(json(STUDENT)));
    assertThat(ready.key().query(), is("studentUniqueId=s-1"));
    assertThat(ready.removed(), is(empty()));
    assertThat(ready.sha256().length, is(32));
    assertThat(ready.toString(), is("Ready[ed-fi/students[studentUniqueId]]"));
  }

  @Test
  void whatOnlyAServerWritesIsTakenOut() {
    Ready ready =
        ready(
            STUDENTS,
            "\uFEFF{'id':'ff','studentUniqueId':'s-1','_etag':'1','birthDate':'2014-03-05',"
                + "'firstName':'Wren','_lastModifiedDate':'2026-01-01T00:00:00Z',"
                + "'personReference':{'personId':'p','link':{'rel':'Person','href':'/x'}}}");
    assertThat(
        ready.body(),
        is(
            json(
                "{'studentUniqueId':'s-1','birthDate':'2014-03-05','firstName':'Wren',"
                    + "'personReference':{'personId':'p'}}")));
    assertThat(
        ready.removed(),
        contains("byte order mark", "id", "_etag", "_lastModifiedDate", "personReference.link"));
  }

  @Test
  void aDescriptorsOwnNumberIsTakenOut() {
    PayloadCheck descriptors =
        PayloadCheck.of(Documents.model(Documents.OPEN_API_3, "gradeLevelDescriptors"));
    Ready ready =
        ready(
            descriptors,
            "{'gradeLevelDescriptorId':17,'codeValue':'Tenth','namespace':'uri://a/G',"
                + "'shortDescription':'10'}");
    assertThat(
        ready.body(),
        is(json("{'codeValue':'Tenth','namespace':'uri://a/G','shortDescription':'10'}")));
    assertThat(ready.removed(), contains("gradeLevelDescriptorId"));
    assertThat(
        ready(UNKNOWN, "{'sexDescriptorId':1,'codeValue':'F','namespace':'uri://a/S'}").removed(),
        contains("sexDescriptorId"));
  }

  @Test
  void withoutAModelThereIsNoKeyAndEveryPropertyPasses() {
    Ready ready = ready(UNKNOWN, "{'anything':[{'otherReference':{'link':1,'x':2}}]}");
    assertThat(ready.key(), is(nullValue()));
    assertThat(ready.body(), is(json("{'anything':[{'otherReference':{'x':2}}]}")));
    assertThat(ready.removed(), contains("anything[0].otherReference.link"));
  }

  @Test
  void numbersKeepEveryDigit() {
    String body =
        "{\"a\":0.10000000000000000000001,\"b\":123456789012345678901234567890,\"c\":1.50}";
    assertThat(ready(UNKNOWN, body).body(), is(body));
  }

  @Test
  void theHashIsThatOfTheMeaning() {
    String first = "{'a':1,'b':{'x':'y','z':[1,2]},'c':null,'d':[]}";
    assertThat(hash("{ 'b': {'z':[1.0,2],'x':'y'}, 'a':1e0}"), is(hash(first)));
    assertThat(hash(first.replace("[1,2]", "[2,1]")), is(not(hash(first))));
    assertThat(hash(first.replace("'y'", "'Y'")), is(not(hash(first))));
    assertThat(hash(first.replace("'a':1", "'a':'1'")), is(not(hash(first))));
  }

  @Test
  void whatIsNoObjectIsUnfit() {
    assertUnfit(
        UNKNOWN, null, "purlin:empty", "$", "expected a JSON object, but the payload is empty");
    assertUnfit(
        UNKNOWN, " \n", "purlin:empty", "$", "expected a JSON object, but the payload is empty");
    assertUnfit(
        UNKNOWN, "{}", "purlin:empty", "$", "expected a record, but the object has no property");
    assertUnfit(
        UNKNOWN,
        "{'id':'x'}",
        "purlin:empty",
        "$",
        "expected a record, but the object has no property");
    assertUnfit(
        UNKNOWN, "null", "purlin:not-an-object", "$", "expected a JSON object, but it is null");
    assertUnfit(
        UNKNOWN, "[]", "purlin:not-an-object", "$", "expected a JSON object, but it is a list");
    assertUnfit(
        UNKNOWN, "'x'", "purlin:not-an-object", "$", "expected a JSON object, but it is a text");
    assertUnfit(
        UNKNOWN, "17", "purlin:not-an-object", "$", "expected a JSON object, but it is a number");
  }

  @Test
  void whatIsNoJsonIsUnfit() {
    String reason = "it is not JSON, or goes on after its end (line 1, column ";
    for (String text : List.of("{", "{'a':1}}", "{'a':1} x", "{'a':NaN}", "{a:1}", "<html>")) {
      Unfit unfit = unfit(UNKNOWN, text);
      assertThat(text, unfit.type(), is("purlin:invalid-json"));
      assertThat(unfit.reason(), containsString(reason));
    }
    assertUnfit(
        UNKNOWN,
        "{'a':" + "[".repeat(200) + "]".repeat(200) + "}",
        "purlin:invalid-json",
        "$",
        "it is nested too deeply, or holds a number or key that is too long");
  }

  @Test
  void aNumberNoServerHoldsIsUnfit() {
    for (String number :
        List.of("1e401", "1e-401", "1e2147483647", "100e2147483647", "1e99999999999")) {
      assertUnfit(
          UNKNOWN,
          "{'a':" + number + "}",
          "purlin:wrong-type",
          "$.a",
          "the number is outside what any server holds");
    }
    assertThat(unfit(UNKNOWN, "{'a':1e-99999999999}").type(), is("purlin:invalid-json"));
  }

  @Test
  void aPropertyThatStandsTwiceIsUnfit() {
    assertUnfit(
        UNKNOWN,
        "{'a':{'secret':1,'secret':1}}",
        "purlin:duplicate-property",
        "$",
        "a property stands in one object twice (line 1, column 26)");
  }

  @Test
  void halfACharacterIsUnfitAndAWholeOnePasses() {
    assertUnfit(
        UNKNOWN,
        "{'a':['x','\\ud83d']}",
        "purlin:invalid-text",
        "$.a[1]",
        "the text holds half of a character (a lone surrogate), which cannot be sent");
    assertUnfit(
        UNKNOWN,
        "{'a':{'\udc00':1}}",
        "purlin:invalid-text",
        "$.a",
        "a key holds half of a character (a lone surrogate), which cannot be sent");
    assertThat(ready(UNKNOWN, "{'a':'\\ud83d\\ude00'}").body(), is("{\"a\":\"😀\"}"));
  }

  @Test
  void aPayloadOverTheLimitIsUnfitByItsBytes() {
    String fits = "{'a':'" + "x".repeat(PayloadCheck.MAX_BYTES - 8) + "'}";
    assertThat(STUDENTS.check(json(fits)), is(instanceOf(Unfit.class)));
    assertThat(UNKNOWN.check(json(fits)), is(instanceOf(Ready.class)));
    assertUnfit(
        UNKNOWN,
        fits.replaceFirst("x", "é"),
        "purlin:too-large",
        "$",
        "expected at most 4194304 bytes, but the payload has 4194305");
  }

  @Test
  void aPayloadIsMeasuredBeforeItIsParsedSoThatItsSizeIsTheReason() {
    for (PayloadCheck check : List.of(UNKNOWN, STUDENTS)) {
      // Longer than the parser takes one text to be, and then not even JSON.
      String longest = "{'a':'" + "x".repeat(21_000_000);
      assertUnfit(
          check,
          longest + "'}",
          "purlin:too-large",
          "$",
          "expected at most 4194304 bytes, but the payload has 21000008");
      assertUnfit(
          check,
          longest,
          "purlin:too-large",
          "$",
          "expected at most 4194304 bytes, but the payload has 21000006");
    }
  }

  @Test
  void aMissingPropertyIsNamedWithItsPath() {
    assertUnfit(
        STUDENTS,
        STUDENT.replace("'2014-03-05'", "null"),
        "purlin:missing-property",
        "$.birthDate",
        "required by the server, but missing or null");
    assertUnfit(
        ATTENDANCES,
        ATTENDANCE.replace("'schoolYear':2027,", ""),
        "purlin:missing-property",
        "$.sessionReference.schoolYear",
        "required by the server, but missing or null");
    assertUnfit(
        ATTENDANCES,
        with("'periods':[{'periodName':'a'},{'minutes':5}]"),
        "purlin:missing-property",
        "$.periods[1].periodName",
        "required by the server, but missing or null");
  }

  @Test
  void anUnknownPropertyIsNamedAndAMisspeltOneCorrected() {
    assertUnfit(
        STUDENTS,
        STUDENT.replace("{", "{'shoeSize':39,"),
        "purlin:unknown-property",
        "$.shoeSize",
        "the server has no property of this name here");
    assertUnfit(
        STUDENTS,
        STUDENT.replace("birthDate", "birthdate"),
        "purlin:property-case",
        "$.birthdate",
        "the server calls it birthDate");
    assertUnfit(
        ATTENDANCES,
        with("'periods':[{'PeriodName':'a'}]"),
        "purlin:property-case",
        "$.periods[0].PeriodName",
        "the server calls it periodName");
  }

  @Test
  void aKeyThatLooksLikeAValueIsNotRepeated() {
    assertUnfit(
        STUDENTS,
        STUDENT.replace("{", "{'Wren Alder, 5 Mill Lane':1,"),
        "purlin:unknown-property",
        "$.(key of 23 characters)",
        "the server has no property of this name here");
  }

  @Test
  void extensionsPassUnlessTheModelKnowsThem() {
    ready(STUDENTS, STUDENT.replace("{", "{'_ext':{'host':{'anything':1}},"));
    ready(ATTENDANCES, with("'periods':[{'periodName':'a','_ext':{'x':1}}]"));
    ready(ATTENDANCES, with("'_ext':{'sample':{'weather':'rain'}}"));
    assertUnfit(
        ATTENDANCES,
        with("'_ext':{'sample':{'whether':'rain'}}"),
        "purlin:unknown-property",
        "$._ext.sample.whether",
        "the server has no property of this name here");
  }

  @Test
  void aValueOfAnotherTypeIsUnfit() {
    assertWrong("'minutes':5.5", "minutes", "expected a whole number, but it has a fraction");
    assertWrong("'duration':true", "duration", "expected a number, but it is a truth value");
    assertWrong("'excused':1", "excused", "expected true or false, but it is a number");
    assertWrong("'reason':5", "reason", "expected a text, but it is a number");
    assertWrong("'reason':{}", "reason", "expected a text, but it is an object");
    assertWrong("'detail':[]", "detail", "expected an object, but it is a list");
    assertWrong("'periods':{}", "periods", "expected a list, but it is an object");
    assertWrong("'periods':['a']", "periods[0]", "expected an object, but it is a text");
    assertWrong("'periods':[null]", "periods[0]", "expected an object, but it is null");
    ready(ATTENDANCES, with("'minutes':5.0,'duration':1e2,'excused':false,'reason':null"));
  }

  @Test
  void aTextThatIsExactlyANumberOrATruthValueIsLeftForTheServerToRead() {
    String fields =
        "'minutes':'5','duration':'-1.25e2','excused':'true',"
            + "'calendarReference':{'schoolId':'0017'}";
    assertThat(ready(ATTENDANCES, with(fields)).body(), is(json(with(fields))));
    ready(ATTENDANCES, with("'excused':'False','minutes':'5.0'"));
  }

  @Test
  void aTextThatIsNoNumberOrTruthValueIsUnfit() {
    for (String text :
        List.of("", " ", "five", "5 min", " 5", "5.", ".5", "1,5", "0x5", "٣", "NaN")) {
      assertWrong(
          "'minutes':'" + text + "'", "minutes", "expected a whole number, but it is a text");
      assertWrong("'duration':'" + text + "'", "duration", "expected a number, but it is a text");
    }
    assertWrong("'minutes':'5.5'", "minutes", "expected a whole number, but it has a fraction");
    assertWrong("'duration':'1e9999'", "duration", "expected a number, but it is a text");
    assertWrong(
        "'duration':'" + "9".repeat(4_000_000) + "'",
        "duration",
        "expected a number, but it is a text");
    for (String text : List.of("", "yes", "1", "true ")) {
      assertWrong(
          "'excused':'" + text + "'", "excused", "expected true or false, but it is a text");
    }
  }

  @Test
  void datesAndTimesAreHeldToTheirForms() {
    assertNoDate(
        "'eventDate':'2026-09-01T00:00:00Z'",
        "eventDate",
        "a date such as 2026-09-01, but it is a date-time");
    assertNoDate(
        "'eventDate':'2026-02-30'", "eventDate", "a date such as 2026-09-01, but it is none");
    assertNoDate(
        "'eventDate':'09/01/2026'", "eventDate", "a date such as 2026-09-01, but it is none");
    assertNoDate("'eventDate':''", "eventDate", "a date such as 2026-09-01, but it is none");
    String dateTime = "a date-time such as 2026-09-01T08:30:00Z, but it is none";
    for (String text :
        List.of(
            "2026-09-01T25:00:00Z", "2026-09-01T", "2026-02-30T10:00:00", "now", "2026-09-01Z")) {
      assertNoDate("'markedAt':'" + text + "'", "markedAt", dateTime);
    }
    assertNoDate("'arrivalTime':'8:30'", "arrivalTime", "a time such as 08:30:00, but it is none");
    assertNoDate("'arrivalTime':'24:30'", "arrivalTime", "a time such as 08:30:00, but it is none");
    for (String text :
        List.of(
            "2026-09-01T08:30:00Z",
            "2026-09-01T08:30:00.1234567+02:00",
            "2026-09-01T08:30",
            "2026-09-01 08:30:00-0500",
            "2026-09-01")) {
      ready(ATTENDANCES, with("'markedAt':'" + text + "'"));
    }
    for (String text : List.of("08:30", "08:30:00", "08:30:00.123", "08:30:00-05:00")) {
      ready(ATTENDANCES, with("'arrivalTime':'" + text + "'"));
    }
  }

  @Test
  void aTextOverItsLengthIsUnfitByCharacters() {
    ready(ATTENDANCES, with("'reason':'" + "😀".repeat(40) + "'"));
    assertUnfit(
        ATTENDANCES,
        with("'reason':'" + "x".repeat(41) + "'"),
        "purlin:too-long",
        "$.reason",
        "expected at most 40 characters, but there are 41");
  }

  @Test
  void noReasonEverHoldsAValue() {
    String value = "Wren-Alder-2014";
    for (String fields :
        List.of(
            "'eventDate':'" + value + "'",
            "'minutes':'" + value + "'",
            "'reason':'" + value.repeat(9) + "'",
            "'markedAt':'" + value + "'",
            "'periods':['" + value + "']",
            "'reason':'" + value + "\\ud800'",
            "'reason':'" + value + "' '" + value + "'")) {
      Unfit unfit = unfit(ATTENDANCES, with(fields));
      assertThat(unfit.toString(), not(containsString("Wren")));
    }
  }

  @Test
  void aCheckTravelsToWorkers() {
    PayloadCheck copy = SerializableUtils.clone(STUDENTS);
    assertThat(ready(copy, STUDENT).key(), is(ready(STUDENTS, STUDENT).key()));
  }

  @Property(tries = 3000)
  void anyTextGetsAnAnswer(@ForAll("texts") String text) throws JsonProcessingException {
    for (PayloadCheck check : List.of(UNKNOWN, STUDENTS, ATTENDANCES)) {
      if (check.check(text) instanceof Ready ready) {
        assertThat(EdfiJson.MAPPER.readTree(ready.body()).isObject(), is(true));
        Ready again = (Ready) check.check(ready.body());
        assertThat(again.body(), is(ready.body()));
        assertThat(again.sha256(), is(ready.sha256()));
      }
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> tokens =
        Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "null",
            "true",
            "1e999",
            "-0",
            "1e99999999999",
            "\"studentUniqueId\":",
            "\"id\":",
            "\"personReference\":{\"link\":1}",
            "\"a\":\"b\"",
            "\"birthDate\":\"2014-03-05\"",
            "\\ud800",
            "\ud800",
            "\uFEFF",
            "é",
            " ",
            "\u0000");
    Arbitrary<String> pieces =
        Arbitraries.oneOf(tokens, tokens, Arbitraries.strings().ofMaxLength(3));
    Arbitrary<String> mixed = pieces.list().ofMaxSize(12).map(parts -> String.join("", parts));
    return Arbitraries.oneOf(
        mixed,
        mixed.map(text -> "{" + text + "}"),
        pieces.list().ofMaxSize(6).map(parts -> "{" + String.join(",", parts) + "}"));
  }

  private static void assertWrong(String field, String path, String reason) {
    assertUnfit(ATTENDANCES, with(field), "purlin:wrong-type", "$." + path, reason);
  }

  private static void assertNoDate(String field, String path, String reason) {
    assertUnfit(ATTENDANCES, with(field), "purlin:invalid-date", "$." + path, "expected " + reason);
  }

  private static void assertUnfit(
      PayloadCheck check, String text, String type, String path, String reason) {
    assertThat(unfit(check, text), is(new Unfit(type, path + ": " + reason + ".", path)));
  }

  /** The attendance with further fields, or with others in their place. */
  private static String with(String fields) {
    return fields.startsWith("'eventDate'")
        ? ATTENDANCE.replace("'eventDate':'2026-09-01'", fields)
        : ATTENDANCE.replaceFirst("\\{", "{" + fields.replace("\\", "\\\\") + ",");
  }

  private static String hash(String text) {
    return HexFormat.of().formatHex(ready(UNKNOWN, text).sha256());
  }

  private static Ready ready(PayloadCheck check, String text) {
    Checked checked = check.check(json(text));
    assertThat(checked, is(instanceOf(Ready.class)));
    return (Ready) checked;
  }

  private static Unfit unfit(PayloadCheck check, String text) {
    Checked checked = check.check(json(text));
    assertThat(checked, is(instanceOf(Unfit.class)));
    return (Unfit) checked;
  }

  private static String json(String text) {
    return text == null ? null : text.replace('\'', '"');
  }
}
