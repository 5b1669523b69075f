package org.purlin.transforms.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Redaction;
import org.purlin.transforms.rows.RowFlattener;
import org.purlin.transforms.rows.Table;

/** A number of a page is the same number in the row. */
class ExactNumbersTest {

  private static final RecordPath DATA = RecordPath.of("data");

  private static final Table TABLE =
      new Table(
          "numbers",
          List.of(
              Column.of("number", ColumnType.FLOAT64, "In a column."),
              Column.of("json", ColumnType.JSON, "In a structure."),
              Column.lineage(Table.EXTRA, ColumnType.JSON, "In what has no column.")),
          "number",
          null,
          List.of());

  /** The row of a record in which the number stands in a column, a structure and apart. */
  private static String row(String number) throws Exception {
    String page =
        "{\"data\":[{\"number\":%1$s,\"json\":{\"n\":[%1$s]},\"apart\":%1$s}]}".formatted(number);
    FoundRecord found = Collected.from(page, DATA).records.get(0);
    RowFlattener flattener = new RowFlattener(TABLE, Redaction.none(), null);
    flattener.flatten(RecordShape.of(TABLE).shape(found));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    flattener.writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The texts of the numbers under each name, as they are written. */
  private static Map<String, String> numbers(String row) throws Exception {
    Map<String, String> numbers = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(row)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken().isNumeric()) {
          String name = parser.currentName();
          numbers.put(
              name == null ? parser.getParsingContext().getParent().getCurrentName() : name,
              parser.getText());
        }
      }
    }
    return numbers;
  }

  private static void assertExact(String number) throws Exception {
    Map<String, String> numbers = numbers(row(number));

    assertThat(numbers.keySet(), is(Set.of("number", "n", "apart")));
    for (String written : numbers.values()) {
      assertThat(new BigDecimal(written).compareTo(new BigDecimal(number)), is(0));
    }
  }

  @Test
  void suppliesAndPricesOfCoinsAreExact() throws Exception {
    for (String number :
        List.of(
            "1.0e25",
            "7.95528e-19",
            "4.2457462856807e24",
            "21000000000000000000000000",
            "0.1000000000000000055511151231257827",
            "9007199254740993",
            "-0",
            "-0.0",
            "0",
            "1E+300")) {
      assertExact(number);
    }
  }

  @Property
  void everyNumberIsExact(@ForAll("numbers") String number) throws Exception {
    assertExact(number);
  }

  @Provide
  Arbitrary<String> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.bigIntegers().map(Object::toString),
        Arbitraries.longs().map(Object::toString),
        Arbitraries.bigDecimals().ofScale(30).map(BigDecimal::toPlainString),
        Arbitraries.bigDecimals()
            .ofScale(12)
            .flatMap(
                number ->
                    Arbitraries.integers()
                        .between(-250, 250)
                        .map(exponent -> number.toPlainString() + "e" + exponent)));
  }

  @Test
  void aNumberNoDoubleHoldsIsKeptAsideAndNeverWrittenOut() throws Exception {
    for (String number : List.of("1e999999999", "1.5e400", "-2e2000000000")) {
      String row = row(number);

      assertThat(row.length(), is(lessThan(200)));
      assertThat(row, startsWith("{\"number\":null,"));
      assertThat(row, containsString("\"_extra\":{\"number\":"));
      assertThat(
          new BigDecimal(numbers(row).get("apart")).compareTo(new BigDecimal(number)), is(0));
    }
    assertThat(row("1e-999999999").length(), is(lessThan(200)));
  }

  @Test
  void anExponentBeyondAnyNumberMakesThePageUnusable() {
    String page = "{\"data\":[{\"n\":1e99999999999}]}";
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    String message = "not JSON: a number has an exponent beyond any real one at line 1, column 28";

    assertThat(
        assertThrows(PageException.class, () -> Collected.from(page, DATA)).getMessage(),
        is(message));
    assertThat(
        assertThrows(
                PageException.class, () -> new PageReader(List.of(DATA), Set.of("/x")).pick(bytes))
            .getMessage(),
        is(message));
  }
}
