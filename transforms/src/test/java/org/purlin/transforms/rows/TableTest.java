package org.purlin.transforms.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {

  private static final Column ID = Column.of("id", ColumnType.STRING, "Id.");

  private static String refusal(
      List<Column> columns, String key, String partition, String cluster) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> new Table("t", columns, key, partition, List.of(cluster)))
        .getMessage();
  }

  @Test
  void aColumnIsFoundByOurNameAndByTheSources() {
    Column insertId = Sample.TABLE.columns().get(1);

    assertThat(Sample.TABLE.find("insert_id"), is(Optional.of(insertId)));
    assertThat(Sample.TABLE.find("$insert_id"), is(Optional.of(insertId)));
    assertThat(Sample.TABLE.find("Insert_id"), is(Optional.empty()));
  }

  @Test
  void aColumnDefinedOrReadTwiceIsRefused() {
    assertThat(refusal(List.of(ID, ID), "id", "id", "id"), is("Column id of t is defined twice."));
    assertThat(
        refusal(
            List.of(ID, Column.of("other", ColumnType.STRING, "Id.").from("id")), "id", "id", "id"),
        is("Two columns of t are read from id."));
  }

  @Test
  void keyPartitionAndClusterMustBeColumns() {
    String refusal = "Key, partition, cluster and unique columns of t must be columns of it.";

    assertThat(refusal(List.of(ID), "x", "id", "id"), is(refusal));
    assertThat(refusal(List.of(ID), "id", "x", "id"), is(refusal));
    assertThat(refusal(List.of(ID), "id", "id", "x"), is(refusal));
  }

  @Test
  void uniqueColumnsAreColumnsAndThereAreNoneUnlessSaid() {
    Table table = new Table("t", List.of(ID), "id", null, List.of());

    assertThat(table.unique(), is(List.of()));
    assertThat(table.withUnique("id").unique(), is(List.of("id")));
    assertThrows(IllegalArgumentException.class, () -> table.withUnique("x"));
  }

  @Test
  void aTableHasOnePartitionADayUnlessItSaysOtherwiseAndMayHaveNone() {
    Table small = new Table("t", List.of(ID), "id", null, List.of());
    Table monthly = new Table("t", List.of(ID), "id", "id", List.of(), Table.Granularity.MONTH);

    assertThat(small.partition(), is(nullValue()));
    assertThat(Sample.TABLE.granularity(), is(Table.Granularity.DAY));
    assertThat(monthly.granularity(), is(Table.Granularity.MONTH));
  }
}
