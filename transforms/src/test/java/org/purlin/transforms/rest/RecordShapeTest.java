package org.purlin.transforms.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.purlin.transforms.rows.BadRecordException;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

class RecordShapeTest {

  private static final RecordPath COINS = RecordPath.of("data");
  private static final RecordPath QUOTES = RecordPath.of("data", "*", "quote", "*");

  private static final Table QUOTE =
      new Table(
          "quotes",
          List.of(
              Column.of("id", ColumnType.STRING, "Coin.").from("^id").asRequired(),
              Column.of("currency", ColumnType.STRING, "Currency.").from("*"),
              Column.of("price", ColumnType.FLOAT64, "Price."),
              Column.lineage(Table.EXTRA, ColumnType.JSON, "Rest.")),
          "id",
          null,
          List.of());

  private static final Table COIN =
      new Table(
          "coins",
          List.of(
              Column.of("id", ColumnType.STRING, "Coin.").asRequired(),
              Column.lineage(Table.EXTRA, ColumnType.JSON, "Rest.")),
          "id",
          null,
          List.of());

  private static String shaped(RecordShape shape, String coin, RecordPath path) throws Exception {
    FoundRecord found = Collected.from("{\"data\":[" + coin + "]}", path).records.get(0);
    String before = found.fields().toString();
    String shaped = shape.shape(found).toString();
    assertThat("the record found is unchanged", found.fields().toString(), is(before));
    return shaped;
  }

  @Test
  void columnsOfTheOuterRecordAndOfTheKeyAreAdded() throws Exception {
    assertThat(
        shaped(
            RecordShape.of(QUOTE),
            "{\"id\":\"a\",\"name\":\"n\",\"quote\":{\"USD\":{\"price\":1.50,\"new\":{}}}}",
            QUOTES),
        is("{\"price\":1.50,\"new\":{},\"^id\":\"a\",\"*\":\"USD\"}"));
  }

  @Test
  void whatIsNotAroundTheRecordIsAbsent() throws Exception {
    assertThat(
        shaped(RecordShape.of(QUOTE), "{\"name\":\"n\",\"quote\":[{\"price\":1}]}", QUOTES),
        is("{\"price\":1}"));
    assertThat(shaped(RecordShape.of(QUOTE), "{\"price\":1}", COINS), is("{\"price\":1}"));
  }

  @Test
  void whatAnotherTablesPathLeadsIntoCanBeLeftOut() throws Exception {
    assertThat(
        shaped(
            RecordShape.of(COIN).without("quote").without("tags", "none"),
            "{\"id\":\"a\",\"quote\":{\"USD\":{}},\"tags\":[],\"name\":\"n\"}",
            COINS),
        is("{\"id\":\"a\",\"name\":\"n\"}"));
  }

  @Test
  void textsAreTrimmedWhereAskedAndOnlyTexts() throws Exception {
    RecordShape shape = RecordShape.of(QUOTE).trimmed("^id", "*").trimmed("unit", "price", "gone");

    assertThat(
        shaped(
            shape,
            "{\"id\":\"a \\t\",\"quote\":{\" USD\":"
                + "{\"price\":1.50,\"unit\":\"\\u2003 u v \",\"name\":\" n \"}}}",
            QUOTES),
        is("{\"price\":1.50,\"unit\":\"u v\",\"name\":\" n \",\"^id\":\"a\",\"*\":\"USD\"}"));
  }

  @Test
  void aFieldThatPosesAsSomethingAroundTheRecordIsRefused() {
    assertThat(
        assertThrows(
                BadRecordException.class,
                () ->
                    shaped(
                        RecordShape.of(QUOTE),
                        "{\"id\":\"a\",\"quote\":{\"USD\":{\"^id\":\"b\"}}}",
                        QUOTES))
            .getMessage(),
        is("the record has a field ^id, which stands for what is around it"));
  }

  @Test
  void aFieldNoColumnAsksForIsAFieldLikeAnyOther() throws Exception {
    assertThat(
        shaped(RecordShape.of(COIN), "{\"id\":\"a\",\"^id\":1,\"*\":2}", COINS),
        is("{\"id\":\"a\",\"^id\":1,\"*\":2}"));
  }

  @Test
  void aShapeTravels() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(RecordShape.of(QUOTE).without("quote").trimmed("^id"));
      out.writeObject(QUOTES);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      RecordShape shape = (RecordShape) in.readObject();

      assertThat(
          shaped(shape, "{\"id\":\"a \",\"quote\":[{\"quote\":1}]}", (RecordPath) in.readObject()),
          is("{\"^id\":\"a\"}"));
    }
  }

  @Test
  void shapesThatWantTheSameAreWrittenTheSameWay() {
    assertThat(
        RecordShape.of(QUOTE).without("quote").trimmed("^id").toString(),
        is(RecordShape.of(QUOTE).without("quote").trimmed("^id").toString()));
    assertThat(
        RecordShape.of(QUOTE).without("quote").toString(),
        is("around=[^id, *], without=[quote], trimmed=[]"));
  }
}
