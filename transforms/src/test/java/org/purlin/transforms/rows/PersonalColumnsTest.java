package org.purlin.transforms.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Personal columns are left out unless they are allowed. */
class PersonalColumnsTest {

  private static final String NAME = "Pat Invented";

  private static final Table PUPILS = pupils(Column.of("school", ColumnType.STRING, "School."));

  private static Table pupils(Column another) {
    return new Table(
        "pupils",
        List.of(
            Column.of("id", ColumnType.STRING, "Key.").asRequired(),
            Column.of("first_name", ColumnType.STRING, "Name.").from("firstName").asPersonal(),
            Column.of("born", ColumnType.DATE, "Birth.").asPersonal(),
            Column.of("race", ColumnType.STRINGS, "Race.").asPersonal(),
            Column.of("year", ColumnType.INT64, "Graduation."),
            another,
            Column.lineage(Table.EXTRA, ColumnType.JSON, "Rest."),
            Column.lineage("_run", ColumnType.STRING, "Run.")),
        "id",
        null,
        List.of());
  }

  private static String row(Set<String> allowed, Set<String> hashed, String fields)
      throws BadRecordException {
    Redaction redaction = Redaction.ofPersonal(PUPILS, allowed, hashed);
    return Sample.row(
        new RowFlattener(PUPILS, redaction, new byte[] {1}), "{\"id\":\"a\"," + fields + "}");
  }

  private static String refusal(Table table, Set<String> hashed) {
    return assertThrows(
            IllegalArgumentException.class, () -> Redaction.ofPersonal(table, Set.of(), hashed))
        .getMessage();
  }

  @Test
  void nothingPersonalIsWrittenWithoutLeave() throws BadRecordException {
    for (String value :
        List.of(
            "\"" + NAME + "\"",
            "[\"" + NAME + "\",1]",
            "{\"n\":\"" + NAME + "\"}",
            "[[\"" + NAME + "\"]]")) {
      assertThat(
          row(
              Set.of(),
              Set.of(),
              "\"firstName\":%1$s,\"born\":%1$s,\"race\":%1$s,\"year\":%1$s,\"nick\":%1$s"
                  .formatted(value)),
          is(
              "{\"id\":\"a\",\"first_name\":null,\"born\":null,\"race\":null,\"year\":null,"
                  + "\"school\":null,\"_extra\":null,\"_run\":null}"));
    }
  }

  @Test
  void whatIsAllowedIsWrittenUnderEitherOfItsNames() throws BadRecordException {
    String fields =
        "\"firstName\":\"Pat\",\"born\":\"2012-03-04\",\"race\":[\"x\"],\"school\":\"s\",\"nick\":1";

    for (String name : List.of("first_name", "firstName")) {
      assertThat(
          row(Set.of(name, "race", "some_other_tables"), Set.of(), fields),
          is(
              "{\"id\":\"a\",\"first_name\":\"Pat\",\"born\":null,\"race\":[\"x\"],\"year\":null,"
                  + "\"school\":\"s\",\"_extra\":null,\"_run\":null}"));
    }
    assertThat(
        row(Set.of("_extra"), Set.of(), fields),
        is(
            "{\"id\":\"a\",\"first_name\":null,\"born\":null,\"race\":null,\"year\":null,"
                + "\"school\":\"s\",\"_extra\":{\"nick\":1},\"_run\":null}"));
  }

  @Test
  void aMisfitInADroppedColumnDoesNotReachAnAllowedExtra() throws BadRecordException {
    String row =
        row(
            Set.of("_extra"),
            Set.of(),
            "\"race\":[\"" + NAME + "\",1],\"born\":\"" + NAME + "\",\"nick\":1");

    assertThat(row, not(containsString(NAME)));
    assertThat(row, containsString("\"_extra\":{\"nick\":1}"));
  }

  @Test
  void hashedColumnsAreHashedAlsoWhenAllowedOrNotPersonal() throws BadRecordException {
    JsonNode row =
        Sample.tree(
            row(
                Set.of("firstName"),
                Set.of("firstName", "id", "some_other_tables"),
                "\"firstName\":[\"" + NAME + "\"],\"school\":\"s\""));

    assertThat(row.get("first_name").textValue(), matchesPattern("[0-9a-f]{64}"));
    assertThat(row.get("id").textValue(), matchesPattern("[0-9a-f]{64}"));
    assertThat(row.get("school").textValue(), is("s"));
    assertThat(row.get("_extra").isNull(), is(true));
  }

  @Test
  void aTableWithoutPersonalColumnsIsLeftAlone() {
    assertThat(Redaction.ofPersonal(coins(), Set.of(), Set.of()).isEmpty(), is(true));
    assertThat(
        Redaction.ofPersonal(PUPILS, Set.of("race"), Set.of("id")).toString(),
        is("_extra:drop,born:drop,first_name:drop,id:hash"));
  }

  private static Table coins() {
    return new Table(
        "coins",
        List.of(
            Column.of("id", ColumnType.INT64, "Id."),
            Column.lineage(Table.EXTRA, ColumnType.JSON, "Rest.")),
        "id",
        null,
        List.of());
  }

  @Test
  void whatCannotBeDoneIsRefused() {
    assertThat(
        refusal(PUPILS, Set.of("born")),
        is("Column born is no text, so it can be dropped but not hashed."));
    assertThat(
        refusal(PUPILS, Set.of("_extra")),
        is("Column _extra is no text, so it can be dropped but not hashed."));
    assertThat(refusal(PUPILS, Set.of("_run")), containsString("No column '_run' to redact"));
    assertThat(
        refusal(
            pupils(Column.of("mail", ColumnType.STRING, "Mail.").asRequired().asPersonal()),
            Set.of()),
        is("Column mail is required, so it can be hashed but not dropped."));
  }
}
