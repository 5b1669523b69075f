package org.purlin.io.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.google.api.services.bigquery.model.Clustering;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TimePartitioning;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.purlin.io.alma.AlmaTables;
import org.purlin.io.amplitude.AmplitudeTables;
import org.purlin.io.coinmarketcap.CoinMarketCapTables;
import org.purlin.io.rest.LogTables;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.Table;

/** Of every table; the rules of names and limits are those of BigQuery's documentation. */
class SchemasTest {

  private static final Set<String> TYPES =
      Set.of("STRING", "INT64", "FLOAT64", "BOOL", "DATE", "TIMESTAMP", "JSON");

  private static final List<String> RESERVED =
      List.of("_table_", "_file_", "_partition", "_row_timestamp", "__root__", "_colidentifier");

  private static final int MOST_DESCRIPTION = 1_024;

  static Stream<Named<Table>> tables() {
    return Landed.tables().map(table -> Named.of(table.name(), table));
  }

  private static List<TableFieldSchema> fields(Table table) {
    return Schemas.of(table).getFields();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void eachColumnKeepsItsNameItsOrderAndItsDescriptionAndTheWindowIsLast(Table table) {
    List<TableFieldSchema> fields = fields(table);

    assertThat(fields, hasSize(table.columns().size() + 1));
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      TableFieldSchema field = fields.get(i);
      assertThat(field.getName(), is(column.name()));
      assertThat(field.getDescription(), is(column.description()));
      assertThat(field.getDescription(), is(not(blankOrNullString())));
      assertThat(field.getDescription().length(), lessThanOrEqualTo(MOST_DESCRIPTION));
    }
    TableFieldSchema window = fields.get(fields.size() - 1);
    assertThat(window.getName(), is("_window"));
    assertThat(window.getType(), is("STRING"));
    assertThat(window.getMode(), is("REQUIRED"));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void eachColumnHasItsTypeAndIsRequiredWhereItsDefinitionSaysSo(Table table) {
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      TableFieldSchema field = fields(table).get(i);
      boolean list = column.type().name().equals("STRINGS");
      assertThat(field.getType(), is(list ? "STRING" : column.type().name()));
      assertThat(field.getType(), is(in(TYPES)));
      assertThat(
          field.getMode(), is(list ? "REPEATED" : column.required() ? "REQUIRED" : "NULLABLE"));
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void namesAreOnesThatBigQueryTakes(Table table) {
    List<String> names = fields(table).stream().map(TableFieldSchema::getName).toList();

    assertThat(names, everyItem(matchesPattern("[A-Za-z_][A-Za-z0-9_]{0,299}")));
    List<String> folded = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    assertThat(Set.copyOf(folded), hasSize(folded.size()));
    for (String name : folded) {
      assertThat(name, RESERVED.stream().noneMatch(name::startsWith), is(true));
    }
    // The client's rows have a field of their own of this name.
    assertThat(folded.contains("f"), is(false));
    assertThat(table.name(), matchesPattern("[A-Za-z0-9_]{1,1024}"));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void partitionsAndClustersAreOfColumnsThatBigQueryCanDivideBy(Table table) {
    Schemas.partitioning(table)
        .ifPresent(
            partitioning -> {
              assertThat(partitioning.getType(), is(table.granularity().name()));
              assertThat(type(table, partitioning.getField()), is(in(Set.of("DATE", "TIMESTAMP"))));
            });
    Schemas.clustering(table)
        .ifPresent(
            clustering -> {
              assertThat(clustering.getFields().size(), lessThanOrEqualTo(4));
              for (String column : clustering.getFields()) {
                assertThat(
                    type(table, column),
                    is(in(Set.of("STRING", "INT64", "BOOL", "DATE", "TIMESTAMP"))));
              }
            });
  }

  private static String type(Table table, String name) {
    return fields(table).stream()
        .filter(field -> field.getName().equals(name) && !"REPEATED".equals(field.getMode()))
        .map(TableFieldSchema::getType)
        .collect(Collectors.joining());
  }

  @Test
  void noTwoTablesOfASourceHaveTheSameName() {
    List<String> names =
        Landed.tables().map(table -> table.name().toLowerCase(Locale.ROOT)).toList();

    assertThat(Set.copyOf(names), hasSize(names.size()));
  }

  @Test
  void eventsAreDividedByTheDayTheyWereUploadedAndRankedByWhatIsAskedFor() {
    assertThat(
        Schemas.partitioning(AmplitudeTables.EVENTS),
        is(Optional.of(new TimePartitioning().setType("DAY").setField("server_upload_time"))));
    assertThat(
        Schemas.clustering(AmplitudeTables.EVENTS),
        is(
            Optional.of(
                new Clustering()
                    .setFields(List.of("event_type", "user_id", "device_id", "event_time")))));
  }

  @Test
  void attendanceIsDividedByMonth() {
    assertThat(
        Schemas.partitioning(AlmaTables.ATTENDANCE),
        is(Optional.of(new TimePartitioning().setType("MONTH").setField("date"))));
  }

  @Test
  void aTableWhosePartitionIsNoTimeIsNotDivided() {
    assertThat(AmplitudeTables.REJECTED.partition(), is("_line"));
    assertThat(Schemas.partitioning(AmplitudeTables.REJECTED), is(Optional.empty()));
    assertThat(Schemas.partitioning(CoinMarketCapTables.map()), is(Optional.empty()));
    assertThat(Schemas.clustering(LogTables.calls("cmc")), is(Optional.empty()));
  }

  @Test
  void listsOfTextsRepeatAndStructuresAreJson() {
    TableFieldSchema tags = field(CoinMarketCapTables.listings(), "tags");
    TableFieldSchema properties = field(AmplitudeTables.EVENTS, "event_properties");

    assertThat(tags.getType() + " " + tags.getMode(), is("STRING REPEATED"));
    assertThat(properties.getType() + " " + properties.getMode(), is("JSON NULLABLE"));
    assertThat(field(AmplitudeTables.EVENTS, "uuid").getMode(), is("REQUIRED"));
  }

  private static TableFieldSchema field(Table table, String name) {
    return fields(table).stream()
        .filter(field -> field.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
