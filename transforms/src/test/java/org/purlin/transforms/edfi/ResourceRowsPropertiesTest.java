package org.purlin.transforms.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.purlin.transforms.rows.BadRecordException;

/** Nothing is lost: every value of a record stands in some row, to its last digit. */
class ResourceRowsPropertiesTest {

  private static final List<String> NAMES =
      List.of(
          "eventDate",
          "markedAt",
          "reason",
          "minutes",
          "duration",
          "excused",
          "schoolReference",
          "sessionReference",
          "detail",
          "periods",
          "_ext",
          "schoolId",
          "note",
          "parts",
          "periodName",
          "unheardOf");

  @Property(tries = 2000)
  void everyScalarIsInSomeRow(
      @ForAll("records") Map<String, String> record, @ForAll Children children)
      throws IOException, BadRecordException {
    Map<String, ByteArrayOutputStream> written = new HashMap<>();
    JsonNode tree = Documents.tree("{\"id\":\"the id\"," + fields(record) + "}");

    ResourceRows.of(ResourceName.parse("attendances"), Documents.ATTENDANCES, children, false)
        .writer(null, null)
        .write(
            tree,
            new RowLineage("north", null, "run"),
            table -> written.computeIfAbsent(table, name -> new ByteArrayOutputStream()));

    List<String> rows = new ArrayList<>();
    for (ByteArrayOutputStream rowsOfTable : written.values()) {
      for (String line : rowsOfTable.toString(StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isEmpty()) {
          scalars(EdfiJson.MAPPER.readTree(line), rows);
        }
      }
    }
    List<String> sent = new ArrayList<>();
    scalars(tree, sent);
    for (String scalar : sent) {
      assertThat(scalar + " is lost", rows.remove(scalar), is(true));
    }
  }

  private static void scalars(JsonNode node, List<String> found) {
    if (node.isContainerNode()) {
      node.forEach(inner -> scalars(inner, found));
    } else if (!node.isNull()) {
      found.add(node.isNumber() ? Canonical.number(node) : node.asText());
    }
  }

  private static String fields(Map<String, String> record) {
    return record.entrySet().stream()
        .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
        .collect(Collectors.joining(",", "", record.isEmpty() ? "\"z\":null" : ""));
  }

  @Provide
  Arbitrary<Map<String, String>> records() {
    return Arbitraries.maps(Arbitraries.of(NAMES), values()).ofMaxSize(8);
  }

  private static Arbitrary<String> values() {
    Arbitrary<String> scalars =
        Arbitraries.oneOf(
            Arbitraries.bigDecimals().ofScale(20).map(Object::toString),
            Arbitraries.longs().map(Object::toString),
            Arbitraries.of(
                "true",
                "false",
                "null",
                "9223372036854775808",
                "1e300",
                "\"\\ud800\"",
                "\"2026-09-01T08:30:00Z\"",
                "\"2026-09-01T08:30:00.1234567Z\"",
                "\"é\""),
            Arbitraries.strings().alpha().ofMinLength(1).map(text -> "\"" + text + "\""));
    return Arbitraries.recursive(() -> scalars, ResourceRowsPropertiesTest::structures, 0, 3);
  }

  private static Arbitrary<String> structures(Arbitrary<String> inner) {
    return Arbitraries.oneOf(
        inner,
        inner.list().ofMaxSize(3).map(items -> "[" + String.join(",", items) + "]"),
        Arbitraries.maps(Arbitraries.of(NAMES), inner)
            .ofMaxSize(3)
            .map(fields -> "{" + (fields.isEmpty() ? "" : fields(fields)) + "}"));
  }
}
