package org.purlin.transforms.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ContentHashTest {

  private static String hash(String record) throws BadRecordException {
    return hash(Sample.flattener(), record);
  }

  private static String hash(RowFlattener flattener, String record) throws BadRecordException {
    Sample.row(flattener, record);
    return flattener.contentHash();
  }

  @Test
  void theHashIsKnownSoThatRunsOfDifferentVersionsAgree() throws BadRecordException {
    // printf 'uuid:"u"\nlat:5.15E+3\n_extra:{"b":[1,],"c":null,}\n' | sha256sum
    assertThat(
        hash("{\"c\":null,\"b\":[1.0],\"location_lat\":5150.0,\"uuid\":\"u\"}"),
        is("f0610336e5b58b7d10960669ade87698da688680087d38edb1bb935eeba6165a"));
  }

  @Test
  void theOrderOfKeysDoesNotCountAtAnyDepth() throws BadRecordException {
    assertThat(
        hash(
            "{\"uuid\":\"u\",\"event_properties\":{\"a\":{\"x\":1,\"y\":2},\"b\":3},\"n\":1,\"m\":2}"),
        is(
            hash(
                "{\"m\":2,\"event_properties\":{\"b\":3,\"a\":{\"y\":2,\"x\":1}},\"uuid\":\"u\",\"n\":1}")));
  }

  @Test
  void everyValueOfEveryColumnAndOfExtraCounts() throws BadRecordException {
    List<String> records =
        List.of(
            "{\"uuid\":\"u\"}",
            "{\"uuid\":\"v\"}",
            "{\"uuid\":\"u\",\"user_id\":\"\"}",
            "{\"uuid\":\"u\",\"user_id\":\"a\"}",
            "{\"uuid\":\"u\",\"$insert_id\":\"a\"}",
            "{\"uuid\":\"u\",\"location_lat\":1e25}",
            "{\"uuid\":\"u\",\"location_lat\":10000000000000000000000001}",
            "{\"uuid\":\"u\",\"paying\":true}",
            "{\"uuid\":\"u\",\"paying\":false}",
            "{\"uuid\":\"u\",\"event_properties\":[1,2]}",
            "{\"uuid\":\"u\",\"event_properties\":[2,1]}",
            "{\"uuid\":\"u\",\"event_properties\":{\"a\":1}}",
            "{\"uuid\":\"u\",\"event_properties\":{\"a\":\"1\"}}",
            "{\"uuid\":\"u\",\"new\":1}",
            "{\"uuid\":\"u\",\"new\":null}",
            "{\"uuid\":\"u\",\"user_id\":1}");

    Set<String> hashes =
        records.stream()
            .map(
                record -> {
                  try {
                    return hash(record);
                  } catch (BadRecordException e) {
                    throw new AssertionError(e);
                  }
                })
            .collect(Collectors.toSet());

    assertThat(hashes.size(), is(records.size()));
  }

  @Test
  void lineageAndLeftOutColumnsDoNotCount() throws BadRecordException {
    RowFlattener flattener = Sample.flattener();
    String before = hash(flattener, "{\"uuid\":\"u\",\"user_id\":\"a\",\"new\":1}");
    flattener.setLineage("_file", "f");
    flattener.setLineage("_line", 7);

    assertThat(hash(flattener, "{\"uuid\":\"u\",\"user_id\":\"a\",\"new\":1}"), is(before));

    String left = flattener.contentHash(Set.of("user_id", "_extra"));
    Sample.row(flattener, "{\"uuid\":\"u\",\"user_id\":\"b\",\"new\":2}");
    assertThat(flattener.contentHash(Set.of("user_id", "_extra")), is(left));
    assertThat(flattener.contentHash(), is(not(before)));
    assertThrows(
        IllegalArgumentException.class, () -> flattener.contentHash(Set.of("description")));
  }

  @Test
  void whatIsRedactedDoesNotCount() throws BadRecordException {
    RowFlattener dropping = Sample.flattener("user_id,_extra");

    assertThat(
        hash(dropping, "{\"uuid\":\"u\",\"user_id\":\"pat\",\"x\":1}"),
        is(hash("{\"uuid\":\"u\"}")));
    assertThat(
        hash(Sample.flattener("user_id:hash"), "{\"uuid\":\"u\",\"user_id\":\"pat\"}"),
        is(not(hash("{\"uuid\":\"u\",\"user_id\":\"pat\"}"))));
  }

  @Test
  void numbersOfAnySizeAreHashedWithoutBeingWrittenOut() throws BadRecordException {
    for (String number :
        List.of("1e999999999", "1e-999999999", "1e99999999999999", "100e2147483647", "0e999")) {
      assertThat(hash("{\"uuid\":\"u\",\"x\":" + number + "}").length(), is(64));
    }
    assertThat(
        hash("{\"uuid\":\"u\",\"x\":1e999999999}"),
        is(not(hash("{\"uuid\":\"u\",\"x\":1e999999998}"))));
  }

  @Test
  void aTableThatGainsAColumnKeepsItsHashes() throws BadRecordException {
    Column id = Column.of("id", ColumnType.STRING, "Id.");
    Column extra = Column.lineage(Table.EXTRA, ColumnType.JSON, "Rest.");
    Column gained = Column.of("new", ColumnType.DATE, "New.");
    Table small = new Table("t", List.of(id, extra), "id", null, List.of());
    Table large = new Table("t", List.of(id, gained, extra), "id", null, List.of());

    assertThat(
        hash(new RowFlattener(small, Redaction.none(), null), "{\"id\":\"a\"}"),
        is(hash(new RowFlattener(large, Redaction.none(), null), "{\"id\":\"a\",\"new\":\"\"}")));
  }

  @Property
  void shuffledFieldsHaveTheSameHash(@ForAll("fields") List<Map.Entry<String, String>> fields)
      throws BadRecordException {
    List<Map.Entry<String, String>> reversed = new ArrayList<>(fields);
    Collections.reverse(reversed);

    assertThat(hash(record(reversed)), is(hash(record(fields))));
  }

  private static String record(List<Map.Entry<String, String>> fields) {
    String inside =
        fields.stream()
            .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
            .collect(Collectors.joining(","));
    return "{\"uuid\":\"u\",\"event_properties\":{" + inside + "}," + inside + "}";
  }

  @Provide
  Arbitrary<List<Map.Entry<String, String>>> fields() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.of("user_id", "session_id", "location_lat"),
            Arbitraries.strings().withCharRange('a', 'f').ofMinLength(1).ofMaxLength(3));
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.integers().map(String::valueOf),
            Arbitraries.of("\"x\"", "null", "[]", "{\"q\":1,\"p\":[2]}", "1.50"));
    return Arbitraries.maps(names, values)
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(map -> List.copyOf(map.entrySet()));
  }
}
