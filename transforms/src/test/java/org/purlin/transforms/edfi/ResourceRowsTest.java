package org.purlin.transforms.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.purlin.transforms.rows.BadRecordException;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.Table;

class ResourceRowsTest {

  private static final ResourceName ATTENDANCES = ResourceName.parse("attendances");
  private static final RowLineage LINEAGE = new RowLineage("north", 17L, "run-1");
  private static final byte[] KEY = "an invented key".getBytes(StandardCharsets.US_ASCII);

  private static final String RECORD =
      "{'id':'a1','_etag':'5','_lastModifiedDate':'2026-01-01T10:00:00.1234567Z',"
          + "'eventDate':'2026-09-01','minutes':5,'duration':0.10000000000000000000001,"
          + "'schoolReference':{'schoolId':1,'link':{'rel':'School','href':'/x'}},"
          + "'detail':{'note':'n','parts':['p']},"
          + "'periods':[{'periodName':'a','minutes':1},{'periodName':'b'}],"
          + "'_ext':{'sample':{'weather':'rain'}}}";

  private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

  @Test
  void theColumnsAreTheScalarsOfTheModelAndItsReferences() {
    assertThat(
        described(rows(Children.JSON, true).table()),
        contains(
            "_district STRING!",
            "id STRING!",
            "_etag STRING",
            "_lastModifiedDate TIMESTAMP",
            "_change_version INT64",
            "eventDate STRING",
            "markedAt TIMESTAMP",
            "arrivalTime STRING",
            "reason STRING",
            "minutes INT64",
            "duration FLOAT64",
            "excused BOOL",
            "schoolReference_schoolId INT64",
            "sessionReference_schoolId INT64",
            "sessionReference_schoolYear INT64",
            "sessionReference_sessionName STRING",
            "courseReference_courseCode STRING",
            "calendarReference_schoolId INT64",
            "detail_note STRING",
            "detail_parts JSON",
            "periods JSON",
            "_ext JSON*",
            "_extra JSON*",
            "body JSON*",
            "_run_id STRING"));
    assertThat(rows(Children.JSON, true).children(), is(empty()));
  }

  @Test
  void aRecordIsOneLineWithEveryColumnInOrderAndEveryDigit() throws Exception {
    write(rows(Children.JSON, false), RECORD);
    assertThat(
        text("attendances"),
        is(
            json("{'_district':'north','id':'a1','_etag':'5',"
                    + "'_lastModifiedDate':'2026-01-01T10:00:00.123456Z','_change_version':17,"
                    + "'eventDate':'2026-09-01','markedAt':null,'arrivalTime':null,'reason':null,"
                    + "'minutes':5,'duration':1.0000000000000000000001E-1,'excused':null,"
                    + "'schoolReference_schoolId':1,'sessionReference_schoolId':null,"
                    + "'sessionReference_schoolYear':null,'sessionReference_sessionName':null,"
                    + "'courseReference_courseCode':null,'calendarReference_schoolId':null,"
                    + "'detail_note':'n','detail_parts':['p'],"
                    + "'periods':[{'periodName':'a','minutes':1},{'periodName':'b'}],"
                    + "'_ext':{'sample':{'weather':'rain'}},'_extra':null,'_run_id':'run-1'}\n")
                .replace("1.0000000000000000000001E-1", "0.10000000000000000000001")));
  }

  @Test
  void listsBecomeTablesOfTheirOwn() throws Exception {
    ResourceRows rows = rows(Children.TABLES, false);
    assertThat(rows.children().size(), is(1));
    assertThat(
        described(rows.children().get(0)),
        contains(
            "_district STRING!",
            "_parent_id STRING!",
            "_index INT64!",
            "_lastModifiedDate TIMESTAMP",
            "_change_version INT64",
            "periodName STRING",
            "minutes INT64",
            "_ext JSON*",
            "_extra JSON*",
            "_run_id STRING"));

    write(rows, RECORD);

    assertThat(
        text("attendances_periods"),
        is(
            json(
                "{'_district':'north','_parent_id':'a1','_index':0,"
                    + "'_lastModifiedDate':'2026-01-01T10:00:00.123456Z','_change_version':17,"
                    + "'periodName':'a','minutes':1,'_ext':null,'_extra':null,'_run_id':'run-1'}\n"
                    + "{'_district':'north','_parent_id':'a1','_index':1,"
                    + "'_lastModifiedDate':'2026-01-01T10:00:00.123456Z','_change_version':17,"
                    + "'periodName':'b','minutes':null,'_ext':null,'_extra':null,"
                    + "'_run_id':'run-1'}\n")));
    assertThat(column("attendances", "periods"), is("null"));
  }

  @Test
  void theBodyIsTheRecordAsItCame() throws Exception {
    write(rows(Children.JSON, true), RECORD);
    assertThat(column("attendances", "body"), is(json(RECORD)));
  }

  @Test
  void whatTheModelDoesNotKnowIsKeptAndCounted() throws Exception {
    ResourceWriter writer = rows(Children.TABLES, false).writer(null, null);
    writer.write(
        Documents.tree(
            "{'id':'a1','shoeSize':39,'minutes':'five','eventDate':null,"
                + "'schoolReference':{'schoolId':1,'nick':'x','link':{}},"
                + "'sessionReference':7,'periods':[{'periodName':9,'colour':'red'}]}"),
        LINEAGE,
        this::sink);
    assertThat(
        column("attendances", "_extra"),
        is(
            json(
                "{'shoeSize':39,'minutes':'five','schoolReference.nick':'x',"
                    + "'sessionReference':7}")));
    assertThat(
        column("attendances_periods", "_extra"), is(json("{'periodName':9,'colour':'red'}")));

    var drift = writer.takeDrift();
    assertThat(
        drift.get("attendances").newKeys(),
        is(Map.of("shoeSize", 1L, "schoolReference.nick", 1L, "sessionReference", 1L)));
    assertThat(drift.get("attendances").changedTypes().toString(), is("{minutes={string=1}}"));
    assertThat(drift.get("attendances_periods").newKeys(), is(Map.of("colour", 1L)));
    assertThat(writer.takeDrift().get("attendances").newKeys(), is(Map.of()));
  }

  @Test
  void aListThatIsNoneOrHoldsNoObjectsIsKeptAside() throws Exception {
    write(rows(Children.TABLES, false), "{'id':'a1','periods':[{'periodName':'a'},3]}");
    assertThat(column("attendances", "_extra"), is(json("{'periods':[{'periodName':'a'},3]}")));
    assertThat(written.containsKey("attendances_periods"), is(false));
    written.clear();
    write(rows(Children.JSON, false), "{'id':'a1','periods':'none'}");
    assertThat(column("attendances", "_extra"), is(json("{'periods':'none'}")));
    assertThat(column("attendances", "periods"), is("null"));
  }

  @Test
  void withoutAModelOnlyTheRecordAsAWholeIsKept() throws Exception {
    ResourceRows rows = ResourceRows.of(ATTENDANCES, null, Children.TABLES, false);
    assertThat(
        described(rows.table()),
        contains(
            "_district STRING!",
            "id STRING!",
            "_etag STRING",
            "_lastModifiedDate TIMESTAMP",
            "_change_version INT64",
            "_extra JSON*",
            "body JSON*",
            "_run_id STRING"));
    rows.writer("", null)
        .write(
            json("{'id':'a1','x':{'y':1.50}}").getBytes(StandardCharsets.UTF_8),
            new RowLineage("south", null, "run-2"),
            this::sink);
    assertThat(
        text("attendances"),
        is(
            json(
                "{'_district':'south','id':'a1','_etag':null,'_lastModifiedDate':null,"
                    + "'_change_version':null,'_extra':null,'body':{'id':'a1','x':{'y':1.50}},"
                    + "'_run_id':'run-2'}\n")));
  }

  @Test
  void columnsThatCanNameAPersonAreMarked() {
    Table table =
        ResourceRows.of(ResourceName.parse("students"), Documents.STUDENTS, Children.JSON, false)
            .table();
    assertThat(
        table.columns().stream().filter(Column::personal).map(Column::name).toList(),
        contains(
            "id",
            "studentUniqueId",
            "birthDate",
            "firstName",
            "personReference_personId",
            "otherNames",
            "_ext",
            "_extra"));
  }

  @Test
  void allThatStandsInSomethingPersonalIsPersonal() {
    Property addresses =
        new Property("addresses", Property.Type.LIST, false, false, null, List.of(scalar("city")));
    ResourceModel model =
        new ResourceModel(ATTENDANCES, List.of(addresses), List.of(), false, List.of());
    assertThat(
        described(ResourceRows.of(ATTENDANCES, model, Children.TABLES, false).children().get(0))
            .get(5),
        is("city STRING*"));
  }

  @Test
  void namesThatDifferOnlyInCaseGetNumbersInTheOrderOfTheirPaths() {
    List<Property> properties =
        List.of(
            scalar("schoolreference_schoolid"),
            new Property(
                "schoolReference",
                Property.Type.REFERENCE,
                false,
                false,
                null,
                List.of(scalar("schoolId"))),
            scalar("ID"),
            scalar("Body"),
            scalar("1st-try"));
    ResourceModel model = new ResourceModel(ATTENDANCES, properties, List.of(), false, List.of());
    assertThat(
        described(ResourceRows.of(ATTENDANCES, model, Children.JSON, true).table()).subList(5, 10),
        contains(
            "schoolreference_schoolid_2 STRING",
            "schoolReference_schoolId STRING",
            "ID_2 STRING",
            "Body_2 STRING",
            "_1st_try STRING"));
  }

  @Test
  void aRedactedValueIsNowhere() throws Exception {
    for (Children children : Children.values()) {
      ResourceRows rows =
          ResourceRows.of(ResourceName.parse("students"), Documents.STUDENTS, children, true);
      rows.writer("firstName,personReference_personId:hash,otherNames.lastSurname", KEY)
          .write(
              Documents.tree(
                  "{'id':'i','firstName':'Wren','personReference':{'personId':'Wren'},"
                      + "'otherNames':[{'lastSurname':'Wren'},{'lastSurname':['Wren']}]}"),
              LINEAGE,
              this::sink);
    }
    assertThat(column("students", "personReference_personId"), matchesPattern("\"[0-9a-f]{64}\""));
    for (ByteArrayOutputStream each : written.values()) {
      assertThat(each.toString(StandardCharsets.UTF_8).contains("Wren"), is(false));
    }
  }

  @Test
  void aWholeReferenceCanBeDroppedWithWhatIsUnknownInIt() throws Exception {
    rows(Children.JSON, true)
        .writer("schoolReference:drop", null)
        .write(
            Documents.tree("{'id':'i','schoolReference':{'schoolId':1,'nick':2},'minutes':3}"),
            LINEAGE,
            this::sink);
    assertThat(column("attendances", "body"), is(json("{'id':'i','minutes':3}")));
    assertThat(column("attendances", "_extra"), is("null"));
    assertThat(column("attendances", "schoolReference_schoolId"), is("null"));
  }

  @Test
  void aRedactionThatCannotBeIsRefused() {
    assertThat(
        refusal("id", KEY), is("Column id is required, so it can be hashed but not dropped."));
    assertThat(
        refusal("schoolReference_schoolId:hash", KEY),
        is("'schoolReference.schoolId' is no text, so it can be dropped but not hashed."));
    assertThat(
        refusal("reason:blur", KEY),
        is("A redaction is a column or a path, then :drop or :hash, but was: reason:blur."));
    assertThat(
        refusal("reason:hash", null), is("A redaction that hashes needs a key for its hashes."));
  }

  @Test
  void rulesThatNameNothingAreTold() {
    assertThat(
        rows(Children.TABLES, true)
            .unmatched("reason, periods.minutes:hash,detail_note,birthDate,periods.name:drop"),
        contains("birthDate", "periods.name"));
    assertThat(
        ResourceRows.of(ATTENDANCES, null, Children.JSON, true).unmatched("birthDate"),
        is(empty()));
  }

  @Test
  void aRecordThatIsNoneLeavesNoRow() {
    ResourceWriter writer = rows(Children.TABLES, true).writer(null, null);
    for (String text :
        List.of(
            "[]",
            "{",
            "{'minutes':5}",
            "{'id':7}",
            "{'id':''}",
            "{'id':'a','id':'b'}",
            "{'id':'a','minutes':1e99999999999}",
            "{'id':'a','minutes':1e999}")) {
      byte[] record = json(text).getBytes(StandardCharsets.UTF_8);
      assertThrows(BadRecordException.class, () -> writer.write(record, LINEAGE, this::sink), text);
    }
    assertThat(written, is(Map.of()));
  }

  @Test
  void theLayoutTravelsToWorkers() throws Exception {
    write(SerializableUtils.clone(rows(Children.TABLES, false)), RECORD);
    assertThat(column("attendances", "minutes"), is("5"));
  }

  private static Property scalar(String name) {
    return new Property(name, Property.Type.STRING, false, false, null, List.of());
  }

  private static ResourceRows rows(Children children, boolean body) {
    return ResourceRows.of(ATTENDANCES, Documents.ATTENDANCES, children, body);
  }

  private void write(ResourceRows rows, String record) throws IOException, BadRecordException {
    rows.writer(null, null).write(Documents.tree(record), LINEAGE, this::sink);
  }

  private ByteArrayOutputStream sink(String table) {
    return written.computeIfAbsent(table, name -> new ByteArrayOutputStream());
  }

  private String text(String table) {
    return written.get(table).toString(StandardCharsets.UTF_8);
  }

  private String column(String table, String column) {
    return EdfiJson.text(Documents.tree(text(table).lines().findFirst().orElse("")).get(column));
  }

  private static String refusal(String redaction, byte[] key) {
    ResourceRows rows = rows(Children.JSON, true);
    return assertThrows(IllegalArgumentException.class, () -> rows.writer(redaction, key))
        .getMessage();
  }

  /** Name and type, with ! where required and * where personal. */
  private static List<String> described(Table table) {
    return table.columns().stream()
        .map(c -> c.name() + " " + c.type() + (c.required() ? "!" : "") + (c.personal() ? "*" : ""))
        .toList();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
