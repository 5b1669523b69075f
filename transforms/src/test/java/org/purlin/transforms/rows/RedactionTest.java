package org.purlin.transforms.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.purlin.transforms.rows.Sample.TABLE;
import static org.purlin.transforms.rows.Sample.flattener;
import static org.purlin.transforms.rows.Sample.row;
import static org.purlin.transforms.rows.Sample.rowWith;
import static org.purlin.transforms.rows.Sample.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {

  private static final String PERSON = "pat@example.org";

  /** HMAC-SHA256 of the person under the sample's key, as another tool computes it. */
  private static final String PERSON_HASHED =
      "e026a3ba9231bde62ccd33fd290bc801d8353d77ef85f6481e2143386c9ae1f7";

  private static JsonNode redacted(String rules, String fields) throws BadRecordException {
    String row = row(flattener(rules), "{\"uuid\":\"u\"," + fields + "}");
    assertThat(row, not(containsString(PERSON)));
    return tree(row);
  }

  private static String refusal(String rules) {
    return assertThrows(IllegalArgumentException.class, () -> Redaction.parse(rules, TABLE))
        .getMessage();
  }

  @Test
  void aDroppedColumnIsNullWhateverItHeld() throws BadRecordException {
    for (String value :
        List.of(
            "\"" + PERSON + "\"", "[\"" + PERSON + "\"]", "{\"mail\":\"" + PERSON + "\"}", "12")) {
      JsonNode row = redacted("user_id", "\"user_id\":" + value + ",\"x\":1");

      assertThat(row.get("user_id").isNull(), is(true));
      assertThat(row.get("_extra"), is(tree("{\"x\":1}")));
    }
  }

  @Test
  void columnsOfEveryTypeCanBeDropped() throws BadRecordException {
    JsonNode row =
        redacted(
            "session_id,location_lat:drop, event_time ,paying,event_properties",
            "\"session_id\":\""
                + PERSON
                + "\",\"location_lat\":\""
                + PERSON
                + "\",\"event_time\":\""
                + PERSON
                + "\",\"paying\":\""
                + PERSON
                + "\",\"event_properties\":{\"a\":\""
                + PERSON
                + "\"}");

    for (String dropped :
        List.of("session_id", "lat", "event_time", "paying", "properties", "_extra")) {
      assertThat(dropped, row.get(dropped).isNull(), is(true));
    }
  }

  @Test
  void aHashIsKeyedStableAndKnown() throws BadRecordException {
    String fields = "\"user_id\":\"" + PERSON + "\"";
    RowFlattener otherKey =
        new RowFlattener(
            TABLE,
            Redaction.parse("user_id:hash", TABLE),
            "another key".getBytes(StandardCharsets.US_ASCII));

    String hash = redacted("user_id:hash", fields).get("user_id").textValue();

    assertThat(hash, is(PERSON_HASHED));
    assertThat(
        rowWith(otherKey, fields).get("user_id").textValue(), matchesPattern("[0-9a-f]{64}"));
    assertThat(rowWith(otherKey, fields).get("user_id").textValue(), is(not(hash)));
    assertThat(
        redacted("user_id:hash", "\"user_id\":\"sam@example.org\"").get("user_id").textValue(),
        is(not(hash)));
  }

  @Test
  void aHashedColumnHashesWhateverItHeldAndLeavesNull() throws BadRecordException {
    for (String value :
        List.of("[\"" + PERSON + "\"]", "{\"mail\":\"" + PERSON + "\"}", "12", "true")) {
      JsonNode row = redacted("user_id:hash", "\"user_id\":" + value);

      assertThat(row.get("user_id").textValue(), matchesPattern("[0-9a-f]{64}"));
      assertThat(row.get("_extra").isNull(), is(true));
    }
    assertThat(redacted("user_id:hash", "\"user_id\":null").get("user_id").isNull(), is(true));
  }

  @Test
  void theKeyOfARecordIsKnownBeforeItIsHashed() throws BadRecordException {
    RowFlattener flattener = flattener("uuid:hash");

    String row = row(flattener, "{\"uuid\":\"" + PERSON + "\"}");

    assertThat(flattener.key(), is(PERSON));
    assertThat(tree(row).get("uuid").textValue(), is(PERSON_HASHED));
  }

  @Test
  void aPathIsRedactedAtItsPlaceOnlyAndThroughArrays() throws BadRecordException {
    JsonNode row =
        redacted(
            "event_properties.user.mail,event_properties.name:hash",
            """
            "event_properties": {
              "user": [{"mail": "%1$s", "id": 1}, [{"mail": ["%1$s"]}], {"e": {"mail": 3}}],
              "mail": 2, "name": "%1$s", "user.x": 4, "names": {"name": 5}}"""
                .formatted(PERSON));

    assertThat(
        row.get("properties"),
        is(
            tree(
                "{\"user\":[{\"id\":1},[{}],{\"e\":{\"mail\":3}}],\"mail\":2,\"name\":\""
                    + PERSON_HASHED
                    + "\",\"user.x\":4,\"names\":{\"name\":5}}")));
  }

  @Test
  void aKeyThatHoldsDotsNeedsNoQuoting() throws BadRecordException {
    JsonNode row =
        redacted(
            "properties.user.mail",
            "\"event_properties\":{\"user.mail\":\"%1$s\",\"user\":{\"mail\":\"%1$s\",\"b\":1}}"
                .formatted(PERSON));

    assertThat(row.get("properties"), is(tree("{\"user\":{\"b\":1}}")));
  }

  @Test
  void aWholeObjectInsideAColumnIsDroppedOrHashed() throws BadRecordException {
    String fields = "\"event_properties\":{\"a\":{\"mail\":\"" + PERSON + "\"},\"b\":1}";

    assertThat(redacted("event_properties.a", fields).get("properties"), is(tree("{\"b\":1}")));
    assertThat(
        redacted("event_properties.a:hash", fields).get("properties").get("a").textValue(),
        matchesPattern("[0-9a-f]{64}"));
  }

  @Test
  void keysWithoutAColumnAreRedactedByTheirPathInExtra() throws BadRecordException {
    String fields =
        "\"mail\":\"%1$s\",\"more\":{\"mail\":\"%1$s\",\"n\":1},\"last\":\"%1$s\",\"x\":1"
            .formatted(PERSON);

    JsonNode row = redacted("_extra.mail,_extra.more.mail,_extra.last:hash", fields);

    assertThat(
        row.get("_extra"),
        is(tree("{\"more\":{\"n\":1},\"last\":\"" + PERSON_HASHED + "\",\"x\":1}")));
    assertThat(redacted("_extra", fields).get("_extra").isNull(), is(true));
  }

  @Test
  void rulesOfOneColumnLeaveOthersAlone() throws BadRecordException {
    JsonNode row =
        rowWith(
            flattener("user_id,event_properties.mail"),
            "\"$insert_id\":\"i\",\"session_id\":5,\"event_properties\":{\"a\":1.50}");

    assertThat(row.get("insert_id").textValue(), is("i"));
    assertThat(row.get("session_id").intValue(), is(5));
    assertThat(row.get("properties"), is(tree("{\"a\":1.50}")));
  }

  @Test
  void rulesThatCannotBeCarriedOutAreRefused() {
    assertThat(
        refusal("user_ids"),
        is(
            "No column 'user_ids' to redact; the columns are uuid, insert_id, user_id, event_time,"
                + " session_id, lat, paying, properties. Name a key without a column as"
                + " _extra.<key>."));
    assertThat(refusal("_file"), containsString("No column '_file' to redact"));
    assertThat(refusal("user_id,mail"), containsString("No column 'mail' to redact"));
    assertThat(
        refusal("user_id:hide"), is("A redaction ends in :drop or :hash, but was: user_id:hide."));
    assertThat(
        refusal("user_id.mail"),
        is("Column user_id holds no keys, so 'user_id.mail' cannot be redacted."));
    assertThat(
        refusal("session_id:hash"),
        is("Column session_id is no text, so it can be dropped but not hashed."));
    assertThat(
        refusal("_extra:hash"),
        is("Column _extra is no text, so it can be dropped but not hashed."));
    assertThat(
        refusal("uuid"), is("Column uuid is required, so it can be hashed but not dropped."));
    assertThat(
        refusal("event_properties."),
        is("A key is missing after the last dot of event_properties.."));
    assertThat(
        refusal("$insert_id:hash,insert_id"), is("'insert_id' cannot be both dropped and hashed."));
  }

  @Test
  void rulesAreWrittenAsTheyAreRead() {
    Redaction redaction =
        Redaction.parse(" user_id:hash ,, $insert_id,event_properties.a:b:drop", TABLE);

    assertThat(redaction.toString(), is("insert_id:drop,properties.a:b:drop,user_id:hash"));
    assertThat(Redaction.parse(redaction.toString(), TABLE).toString(), is(redaction.toString()));
  }

  @Test
  void nothingIsRedactedWithoutRulesAndNoKeyIsNeeded() {
    for (String none : new String[] {null, "", "  "}) {
      assertThat(Redaction.parse(none, TABLE).isEmpty(), is(true));
    }
    assertThat(Redaction.none().isEmpty(), is(true));
    assertThat(Redaction.parse("user_id", TABLE).isEmpty(), is(false));
    assertThat(Redaction.parse("user_id", TABLE).needsKey(), is(false));
    assertThat(Redaction.parse("user_id:hash", TABLE).needsKey(), is(true));
  }

  @Test
  void hashingWithoutAKeyIsRefused() {
    Redaction redaction = Redaction.parse("user_id:hash", TABLE);

    assertThrows(IllegalArgumentException.class, () -> new RowFlattener(TABLE, redaction, null));
    assertThrows(
        IllegalArgumentException.class, () -> new RowFlattener(TABLE, redaction, new byte[0]));
  }
}
