package org.purlin.transforms.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Nothing is lost: every key of a record is in its column or in _extra, with the same value. */
class RowFlattenerPropertiesTest {

  private static final List<Column> READ =
      Sample.TABLE.columns().stream()
          .filter(c -> !c.isLineage() && !c.name().equals("uuid"))
          .toList();

  private final RowFlattener flattener = Sample.flattener();

  @Property(tries = 2000)
  void everyKeyComesBackWithItsValue(@ForAll("records") Map<String, String> record)
      throws BadRecordException {
    JsonNode row = Sample.tree(Sample.row(flattener, json(record)));

    JsonNode source = Sample.tree(json(record));
    Set<String> extra = new HashSet<>();
    row.get(Table.EXTRA).fieldNames().forEachRemaining(extra::add);
    source
        .fields()
        .forEachRemaining(
            field -> {
              boolean keptAside = extra.remove(field.getKey());
              Column column = columnOf(field.getKey());
              if (keptAside) {
                assertSame(row.get(Table.EXTRA).get(field.getKey()), field.getValue());
                assertThat(column == null || row.get(column.name()).isNull(), is(true));
              } else {
                assertColumn(column, row.get(column.name()), field.getValue());
              }
            });
    assertThat("keys nobody sent", extra, is(Set.of()));
  }

  @Property
  void everyKeyWithoutAColumnIsInTheDrift(@ForAll("records") Map<String, String> record)
      throws BadRecordException {
    Sample.row(flattener, json(record));

    Set<String> unknown = new HashSet<>();
    Sample.tree(json(record)).fieldNames().forEachRemaining(unknown::add);
    unknown.removeIf(key -> columnOf(key) != null);
    assertThat(flattener.takeDrift().newKeys().keySet(), is(unknown));
  }

  @Property
  void aRedactedValueIsNowhereInTheRow(@ForAll("values") String value) throws BadRecordException {
    RowFlattener dropping = Sample.flattener("user_id,event_properties.mail,_extra.mail");
    String record =
        "{\"uuid\":\"u\",\"user_id\":%1$s,\"event_properties\":[{\"mail\":%1$s}],\"mail\":%1$s}"
            .formatted(value);

    assertThat(
        Sample.row(dropping, record),
        is(Sample.row(dropping, "{\"uuid\":\"u\",\"event_properties\":[{}],\"mail\":0}")));
  }

  private static String json(Map<String, String> record) {
    return record.entrySet().stream()
        .map(field -> field.getKey() + ": " + field.getValue())
        .collect(Collectors.joining(" ,", "{\"uuid\":\"u\",", "}"))
        .replace("\"u\",}", "\"u\"}");
  }

  private static Column columnOf(String key) {
    return Sample.TABLE.columns().stream()
        .filter(c -> key.equals(c.source()))
        .findFirst()
        .orElse(null);
  }

  private static void assertColumn(Column column, JsonNode written, JsonNode sent) {
    if (written.isNull()) {
      List<String> blanks =
          switch (column.type()) {
            case TIMESTAMP -> List.of("");
            case BOOL -> List.of("", "(none)");
            default -> List.of();
          };
      boolean saysNothing = sent.isNull() || (sent.isTextual() && blanks.contains(sent.asText()));
      assertThat(column.name() + " lost " + sent, saysNothing, is(true));
      return;
    }
    switch (column.type()) {
      case TIMESTAMP -> assertThat(instant(written.textValue()), is(instant(sent.textValue())));
      case BOOL -> assertThat(written.asText(), is(truth(sent)));
      default -> assertSame(written, sent);
    }
  }

  private static String truth(JsonNode sent) {
    if (sent.isNumber()) {
      assertThat(Set.of("0", "1"), hasItem(sent.asText()));
      return String.valueOf(sent.intValue() == 1);
    }
    return sent.asText().toLowerCase(Locale.ROOT);
  }

  private static OffsetDateTime instant(String text) {
    String iso = text.replace(' ', 'T');
    return iso.matches(".{19}(\\.\\d+)?")
        ? LocalDateTime.parse(iso).atOffset(ZoneOffset.UTC)
        : OffsetDateTime.parse(iso).withOffsetSameInstant(ZoneOffset.UTC);
  }

  /** Equal in structure, and a number to the last digit written. */
  private static void assertSame(JsonNode written, JsonNode sent) {
    assertThat(written, is(sent));
    if (sent.isNumber()) {
      assertThat(written.decimalValue(), is(sent.decimalValue()));
    }
  }

  /** Records as keys and values in JSON text, so that their spelling is the test's own. */
  @Provide
  Arbitrary<Map<String, String>> records() {
    Arbitrary<String> known =
        Arbitraries.of(READ.stream().map(c -> "\"" + c.source() + "\"").toList());
    Arbitrary<String> unknown = strings().filter(k -> columnOf(Sample.tree(k).textValue()) == null);
    return Arbitraries.maps(Arbitraries.oneOf(known, known, unknown), fieldValues())
        .ofMaxSize(12)
        .map(RowFlattenerPropertiesTest::withoutDoubles);
  }

  /** One key can be spelled in several ways. */
  private static Map<String, String> withoutDoubles(Map<String, String> fields) {
    Set<String> keys = new HashSet<>();
    Map<String, String> single = new LinkedHashMap<>();
    fields.forEach(
        (key, value) -> {
          if (keys.add(Sample.tree(key).textValue())) {
            single.put(key, value);
          }
        });
    return single;
  }

  private static Arbitrary<String> fieldValues() {
    return Arbitraries.oneOf(
        jsonValues(),
        Arbitraries.of(
            "\"2026-01-01 05:00:00.123456\"",
            "\"2026-01-01T05:00:00Z\"",
            "\"2026-01-01T05:00:00.5+02:00\"",
            "\"2023-02-29 05:00:00\"",
            "\"2026-01-01 05:00:00.1234567\"",
            "\"true\"",
            "\"FALSE\"",
            "\"(none)\"",
            "\"\"",
            "0",
            "1",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "1e400"));
  }

  @Provide
  Arbitrary<String> values() {
    return jsonValues();
  }

  private static Arbitrary<String> jsonValues() {
    Arbitrary<String> scalars =
        Arbitraries.oneOf(strings(), numbers(), Arbitraries.of("true", "false", "null"));
    return Arbitraries.recursive(() -> scalars, RowFlattenerPropertiesTest::structures, 0, 3);
  }

  private static Arbitrary<String> structures(Arbitrary<String> inner) {
    Arbitrary<String> arrays =
        inner.list().ofMaxSize(3).map(items -> "[" + String.join(", ", items) + "]");
    Arbitrary<String> objects =
        Arbitraries.maps(strings(), inner)
            .ofMaxSize(3)
            .map(RowFlattenerPropertiesTest::withoutDoubles)
            .map(
                fields ->
                    fields.entrySet().stream()
                        .map(field -> field.getKey() + ":" + field.getValue())
                        .collect(Collectors.joining(" , ", "{", " }")));
    return Arbitraries.oneOf(inner, arrays, objects);
  }

  private static Arbitrary<String> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.bigIntegers().map(Object::toString),
        Arbitraries.longs().map(Object::toString),
        Arbitraries.bigDecimals().ofScale(22).map(BigDecimal::toPlainString),
        Arbitraries.integers().between(-400, 400).map(exponent -> "1.50E" + exponent),
        Arbitraries.of("-0", "-0.0", "0.1000000000000000055511", "5e-324", "1E+2"));
  }

  /** Any UTF-16 units, lone surrogates among them, as a JSON string: raw where raw is legal. */
  private static Arbitrary<String> strings() {
    return Arbitraries.oneOf(
            Arbitraries.chars().range('a', 'e'),
            Arbitraries.chars().range('\0', '\u00ff'),
            Arbitraries.chars().range('\ud800', '\udfff'),
            Arbitraries.chars().all())
        .list()
        .ofMaxSize(8)
        .map(
            units ->
                units.stream()
                    .map(RowFlattenerPropertiesTest::spelled)
                    .collect(Collectors.joining("", "\"", "\"")));
  }

  private static String spelled(char unit) {
    boolean needsEscape = unit < ' ' || unit == '"' || unit == '\\' || Character.isSurrogate(unit);
    return needsEscape ? String.format("\\u%04x", (int) unit) : String.valueOf(unit);
  }
}
