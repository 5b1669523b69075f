package org.purlin.io.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableSchema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WidenedTest {

  /** Fields such as {@code id STRING REQUIRED}. */
  private static TableSchema schema(String... fields) {
    return new TableSchema()
        .setFields(
            Stream.of(fields)
                .map(field -> field.split(" "))
                .map(
                    parts ->
                        new TableFieldSchema()
                            .setName(parts[0])
                            .setType(parts[1])
                            .setMode(parts.length > 2 ? parts[2] : null))
                .toList());
  }

  private static List<String> widened(TableSchema there, TableSchema wanted) {
    return Schemas.widened("things", there, wanted).orElseThrow().getFields().stream()
        .map(field -> field.getName() + " " + field.getType() + " " + field.getMode())
        .toList();
  }

  @Test
  void aTableThatFitsIsLeftAlone() {
    TableSchema there = schema("id STRING REQUIRED", "n INTEGER NULLABLE", "tags STRING REPEATED");

    assertThat(
        Schemas.widened(
            "things",
            there,
            schema("id STRING REQUIRED", "n INT64 NULLABLE", "tags STRING REPEATED")),
        is(Optional.empty()));
  }

  @Test
  void otherNamesOfATypeAndOtherCasesAreTheSame() {
    assertThat(
        Schemas.widened(
            "things",
            schema("ID string REQUIRED", "a INTEGER", "b FLOAT", "c BOOLEAN", "d INT64"),
            schema("id STRING REQUIRED", "A INT64", "b FLOAT64", "c BOOL", "d INTEGER")),
        is(Optional.empty()));
  }

  @Test
  void newColumnsComeLastAndCanBeMissing() {
    assertThat(
        widened(
            schema("id STRING REQUIRED"),
            schema("new STRING REQUIRED", "tags STRING REPEATED", "id STRING REQUIRED")),
        contains("id STRING REQUIRED", "new STRING NULLABLE", "tags STRING REPEATED"));
  }

  @Test
  void columnsThatNoLongerComeStayAndCanBeMissing() {
    assertThat(
        widened(
            schema("old INTEGER REQUIRED", "older STRING REPEATED", "id STRING REQUIRED"),
            schema("id STRING REQUIRED")),
        contains("old INTEGER NULLABLE", "older STRING REPEATED", "id STRING REQUIRED"));
  }

  @Test
  void aColumnThatMayNowBeMissingIsRelaxedAndNoneIsTightened() {
    assertThat(
        widened(
            schema("a STRING REQUIRED", "B STRING NULLABLE", "c STRING"),
            schema("A STRING NULLABLE", "b STRING REQUIRED", "c STRING REQUIRED")),
        contains("a STRING NULLABLE", "B STRING NULLABLE", "c STRING null"));
  }

  @Test
  void whatIsThereIsNotChangedInPlace() {
    TableSchema there = schema("a STRING REQUIRED");
    TableSchema wanted = schema("a STRING NULLABLE", "b STRING REQUIRED");

    widened(there, wanted);

    assertThat(there, is(schema("a STRING REQUIRED")));
    assertThat(wanted, is(schema("a STRING NULLABLE", "b STRING REQUIRED")));
  }

  @Test
  void anotherTypeIsRefusedWithWhatIsThereAndWhatComes() {
    TableDiffersException refused =
        assertThrows(
            TableDiffersException.class,
            () -> Schemas.widened("things", schema("n STRING"), schema("N INT64")));

    assertThat(
        refused.getMessage(),
        is(
            "Column N of the table things is STRING in BigQuery, but the rows have INTEGER. Rename"
                + " that table or give another dataset; nothing of it was changed."));
  }

  @Test
  void aListIsNoSingleValue() {
    TableDiffersException refused =
        assertThrows(
            TableDiffersException.class,
            () ->
                Schemas.widened(
                    "things", schema("tags STRING NULLABLE"), schema("tags STRING REPEATED")));

    assertThat(
        refused.getMessage(),
        is(
            "Column tags of the table things is STRING in BigQuery, but the rows have"
                + " ARRAY<STRING>. Rename that table or give another dataset; nothing of it was"
                + " changed."));
  }
}
