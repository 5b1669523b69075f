package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.purlin.pipelines.csc.Council.child;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.csc.Shape;

/** Rows that cannot be sent are set aside, each with its place and reason; the others go. */
class BadRowsTest {

  private static final String BY_US = ",\"Purlin, before sending\",";

  @TempDir Path directory;
  private Council council;

  @BeforeEach
  void open() {
    council = new Council(directory, 0, Shape.live().personIdWidth(48), Council.settings());
  }

  @AfterEach
  void close() {
    council.close();
  }

  private static String with(String id, Consumer<ObjectNode> change) {
    ObjectNode child = child(id, "ZZ1 1ZZ");
    change.accept(child);
    return child.toString();
  }

  private static ObjectNode details(ObjectNode child) {
    return (ObjectNode) child.get("child_details");
  }

  private static ObjectNode episode(ObjectNode child) {
    ArrayNode episodes = child.withArray("social_care_episodes");
    return episodes.addObject().put("social_care_episode_id", "E" + (episodes.size() - 1));
  }

  @Test
  void eachBadRowIsQuarantinedWithPlaceAndReasonAndNoneIsPosted() {
    String tooLong = "C00000000000000000021";
    council.staged.insert("GOOD1", child("GOOD1", "ZZ1 1ZZ").toString());
    council.staged.insert("JSON", "{\"la_child_id\":\"JSON\",");
    council.staged.insert(null, child("NOPERSON", "ZZ1 1ZZ").toString());
    council.staged.insert("EMPTY", "");
    council.staged.insert("NOID", with("NOID", child -> child.remove("la_child_id")));
    council.staged.insert(tooLong, child(tooLong, "ZZ1 1ZZ").toString());
    council.staged.insert("CODE", with("CODE", child -> details(child).put("ethnicity", "B2")));
    council.staged.insert("FACTORS", with("FACTORS", BadRowsTest::manyFactors));
    council.staged.insert(
        "DATE", with("DATE", child -> episode(child).put("referral_date", "2026-02-30")));
    council.staged.insert("ITEM", with("ITEM", BadRowsTest::planWithoutId));
    council.staged.insert(
        "TWICE",
        with(
            "TWICE",
            child -> {
              episode(child);
              episode(child).put("social_care_episode_id", "E0");
            }));
    council.staged.insert("=SUM(A1)", with("=SUM(A1)", child -> {}));
    council.staged.insert("GOOD2", child("GOOD2", "ZZ1 1ZZ").toString());

    assertThat(council.send(), is(3));

    assertThat(council.recordsSince(0).keySet(), is(Set.of("GOOD1", "GOOD2")));
    String formula = "'=SUM(A1),12" + BY_US;
    String pattern = ",pattern,\"may hold letters without accents, digits, _ and - only\"";
    assertThat(
        council.quarantine(),
        contains(
            "JSON,2"
                + BY_US
                + ",unreadable,\"json_payload is not JSON, or goes on after its end (line 1, column"
                + " 23)\"",
            "NOPERSON,3" + BY_US + ",unreadable,person_id is empty",
            "EMPTY,4" + BY_US + ",unreadable,json_payload must be a JSON object and is empty",
            "NOID,5" + BY_US + ",unreadable,json_payload has no la_child_id",
            tooLong + ",6" + BY_US + "la_child_id,tooLong,\"has 21 characters, 20 are allowed\"",
            "CODE,7"
                + BY_US
                + "child_details.ethnicity,unknownCode,\"is not one of the codes for ethnicity:"
                + " WBRI, WIRI, WIRT, WROM, WOTH, MWBC, MWBA, MWAS, MOTH, AIND, APKN, ABAN, AOTH,"
                + " BCRB, BAFR, BOTH, CHNE, OOTH, REFU, NOBT\"",
            "FACTORS,8"
                + BY_US
                + "social_care_episodes[0].child_and_family_assessments[0].factors,tooMany,"
                + "\"has 42 items, 41 are allowed\"",
            "DATE,9"
                + BY_US
                + "social_care_episodes[0].referral_date,notADate,must be a date such as 2026-03-31"
                + " and is not one",
            "ITEM,10"
                + BY_US
                + "social_care_episodes[0].child_in_need_plans[0].child_in_need_plan_id,missing,is"
                + " missing",
            "TWICE,11"
                + BY_US
                + "social_care_episodes[1].social_care_episode_id,duplicateId,is the id of an"
                + " earlier item of the same list too",
            formula + "la_child_id" + pattern,
            formula + "mis_child_id" + pattern));
    Map<String, Map<String, String>> rows = council.staged.rows();
    assertThat(council.staged.states(), is(Map.of("error New", 11, "sent unchanged", 2)));
    assertThat(
        rows.get("DATE").get("api_response"),
        is(
            "Not sent: social_care_episodes[0].referral_date must be a date such as 2026-03-31 and"
                + " is not one"));
    assertThat(rows.get("DATE").get("previous_json_payload"), is((String) null));
    assertThat(council.balance("rows"), is("13 read = 4 not usable + 9 selected"));
    assertThat(council.balance("children"), is("9 selected = 2 delivered + 7 quarantined"));
    assertThat(council.staged.own("accepted").size(), is(2));
  }

  private static void manyFactors(ObjectNode child) {
    ArrayNode factors =
        episode(child)
            .withArray("child_and_family_assessments")
            .addObject()
            .put("child_and_family_assessment_id", "A1")
            .putArray("factors");
    List<String> codes =
        List.of(
            "1A", "1B", "1C", "2A", "2B", "2C", "3A", "3B", "3C", "4A", "4B", "4C", "5A", "5B",
            "5C", "6A", "6B", "6C", "7A", "8B", "8C", "8D", "8E", "8F", "9A", "10A", "11A", "12A",
            "13A", "14A", "15A", "16A", "17A", "18B", "18C", "19B", "19C", "20", "22A", "23A",
            "24A", "21");
    codes.forEach(factors::add);
  }

  private static void planWithoutId(ObjectNode child) {
    episode(child).withArray("child_in_need_plans").addObject().put("start_date", "2026-01-01");
  }

  @Test
  void aChildTheReceiverHoldsWhoseRowTurnsBadKeepsWhatItHasAndIsSentOnceItIsMended() {
    for (String id : List.of("C1", "C2", "C3", "C4")) {
      council.staged.insert(id, child(id, "ZZ1 1ZZ").toString());
    }
    council.sendWell();
    council.staged.update("C1", "[json_payload] = ?", with("C1", BadRowsTest::planWithoutId));
    council.staged.update(
        "C2",
        "[json_payload] = ?",
        with(
            "C2",
            child -> {
              episode(child);
              episode(child).put("social_care_episode_id", "E0");
            }));
    council.staged.update("C3", "[json_payload] = '{'");

    assertThat(council.send(), is(3));

    assertThat(council.posted(), is(1));
    assertThat(council.quarantine().size(), is(3));
    assertThat(council.staged.states(), is(Map.of("error unchanged", 3, "sent unchanged", 1)));
    for (String id : List.of("C1", "C2", "C3")) {
      council.staged.update(id, "[json_payload] = ?", child(id, "ZZ2 2ZZ").toString());
    }
    council.sendWell();
    assertThat(council.counter("delivered: delta"), is(3L));
    assertThat(council.quarantine(), is(empty()));
  }

  @Test
  void aChildThatIsInTheTableTwiceIsNotSentAndBothRowsSayWhy() {
    council.staged.insert("C1", child("C1", "ZZ1 1ZZ").toString());
    council.staged.insert("C1", child("C1", "ZZ2 2ZZ").toString());
    council.staged.insert("C2", child("C2", "ZZ2 2ZZ").toString());

    assertThat(council.send(), is(3));

    assertThat(council.recordsSince(0).keySet(), is(Set.of("C2")));
    String line =
        BY_US
            + ",duplicateChild,\"is in the table more than once (rows with id 1, 2); delete all but one"
            + " of them\"";
    assertThat(council.quarantine(), contains("C1,1" + line, "C1,2" + line));
    assertThat(council.staged.states(), is(Map.of("error New", 2, "sent unchanged", 1)));
  }

  @Test
  void whatTheReceiverSaysIsNoFormulaForASpreadsheet() {
    council.staged.insert("C1", child("C1", "ZZ1 1ZZ").toString());
    council.staged.insert("-C2", child("-C2", "ZZ1 1ZZ").toString());
    council.receiver.refuse(
        "-C2",
        new org.purlin.sandbox.csc.Refusal(
            "postcode", "=1+1, \"x\"", org.purlin.sandbox.csc.RefusalForm.INDEXED));

    assertThat(council.send(), is(3));

    assertThat(
        council.quarantine(),
        contains(startsWith("'-C2,2,the receiver,,refused,\"400 [1].postcode: =1+1, \"\"x\"\"\"")));
  }
}
