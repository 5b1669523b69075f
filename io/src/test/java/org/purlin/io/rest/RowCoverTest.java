package org.purlin.io.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.IfExists;
import org.purlin.io.landing.OutputChangedException;
import org.purlin.io.landing.RowLines;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/** What is taken out of a row that was landed before, and that nothing else of it changes. */
class RowCoverTest {

  /** Every kind of JSON value, as a row may have it. */
  private static final List<String> VALUES =
      List.of(
          "\"Ada\"",
          "\"\"",
          "\"a \\\"b\\\" \\\\ \\n \\u00fc\"",
          "\"ü, 😀: }\"",
          "0",
          "-12",
          "1.0e25",
          "1.50",
          "-2E-3",
          "123456789012345678901234567890.1234567890",
          "true",
          "false",
          "null",
          "{}",
          "[]",
          "{\"b\":{\"a\":\"}\"},\"c\":[1,{\"a\":2}]}",
          "[[1.0e25,\"]\"],{\"a\":null},\"ü\"]");

  private static final String HASH = "0123456789abcdef".repeat(4);

  @TempDir Path directory;

  /** The first, the second and the last column of a table that has these personal ones. */
  private static Table table(Set<String> personal) {
    List<Column> columns = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      Column column = Column.of(name, ColumnType.STRING, "A value.");
      columns.add(personal.contains(name) ? column.asPersonal() : column);
    }
    return new Table("things", columns, "a", null, List.of());
  }

  private RestRun run(Set<String> allowed, Set<String> hashed) {
    return new RestRun(
        "run",
        Instant.EPOCH,
        RestSource.of(
            "shop",
            HttpSettings.forEndpoint(URI.create("https://shop.example")),
            Authorization.none()),
        new FileLanding(directory.toString(), "run", IfExists.REPLACE),
        directory.toString(),
        1,
        Duration.ZERO,
        false,
        allowed,
        hashed,
        null,
        "proof");
  }

  private String covered(RowCover cover, String lines) throws IOException {
    Path file = Files.writeString(directory.resolve("rows.jsonl"), lines);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RowLines line = RowLines.open(file.toString())) {
      while (line.next()) {
        cover.write(line, file.toString(), out);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String row(String a, String b, String c) {
    return "{\"a\":" + a + ",\"b\":" + b + ",\"c\":" + c + "}\n";
  }

  @Test
  void aPersonalColumnBecomesNullWhereverItStandsAndWhateverItHolds() throws IOException {
    for (Set<String> personal :
        List.of(Set.of("a"), Set.of("b"), Set.of("c"), Set.of("a", "b"), Set.of("a", "b", "c"))) {
      StringBuilder before = new StringBuilder();
      StringBuilder after = new StringBuilder();
      for (int i = 0; i < VALUES.size(); i++) {
        for (int j = 0; j < VALUES.size(); j++) {
          String a = VALUES.get(i);
          String b = VALUES.get(j);
          String c = VALUES.get((i + j) % VALUES.size());
          before.append(row(a, b, c));
          after.append(
              row(
                  personal.contains("a") ? "null" : a,
                  personal.contains("b") ? "null" : b,
                  personal.contains("c") ? "null" : c));
        }
      }

      RowCover cover = RowCover.of(run(Set.of(), Set.of()), table(personal));

      assertThat(personal.toString(), covered(cover, before.toString()), is(after.toString()));
    }
  }

  @Test
  void blanksAndTheLackOfALineEndStayAsTheyAre() throws IOException {
    RowCover cover = RowCover.of(run(Set.of(), Set.of()), table(Set.of("a", "c")));

    assertThat(
        covered(cover, " { \"a\" : 1.0e25 , \"b\" : 2 ,\t\"c\" : \"Ada\" } \n{\"c\":7,\"b\":1 }"),
        is(" { \"a\" : null , \"b\" : 2 ,\t\"c\" : null } \n{\"c\":null,\"b\":1 }"));
  }

  @Test
  void whatHasNoColumnIsCoveredOnlyInATableWithPersonalColumns() throws IOException {
    String row = "{\"a\":\"x\",\"_extra\":{\"b\":\"Ada\"}}\n";

    assertThat(
        covered(RowCover.of(run(Set.of(), Set.of()), withExtra(Set.of("c"))), row),
        is("{\"a\":\"x\",\"_extra\":null}\n"));
    assertThat(covered(RowCover.of(run(Set.of(), Set.of()), withExtra(Set.of())), row), is(row));
  }

  private static Table withExtra(Set<String> personal) {
    List<Column> columns = new ArrayList<>(table(personal).columns());
    columns.add(Column.lineage(Table.EXTRA, ColumnType.JSON, "What has no column."));
    return new Table("things", columns, "a", null, List.of());
  }

  @Test
  void whatIsAllowedStays() throws IOException {
    String row = row("\"Ada\"", "\"Ben\"", "\"Cem\"");
    Table table = table(Set.of("a", "b", "c"));

    assertThat(
        covered(RowCover.of(run(Set.of("a", "things.c"), Set.of()), table), row),
        is(row("\"Ada\"", "null", "\"Cem\"")));
    assertThat(covered(RowCover.of(run(Set.of(RestRun.ALL), Set.of()), table), row), is(row));
  }

  @Test
  void ofAColumnThatIsHashedOnlyHashesStay() throws IOException {
    RowCover cover = RowCover.of(run(Set.of(), Set.of("a", "b")), table(Set.of("a")));

    assertThat(
        covered(
            cover,
            row("\"" + HASH + "\"", "\"Ada\"", "\"Ada\"")
                + row("{\"x\":\"" + HASH + "\"}", "\"" + HASH + "\"", "1")
                + row("null", "\"" + HASH + "0\"", "null")),
        is(
            row("\"" + HASH + "\"", "null", "\"Ada\"")
                + row("null", "\"" + HASH + "\"", "1")
                + row("null", "null", "null")));
  }

  @Test
  void aRowThatIsDamagedIsNotQuoted() {
    RowCover cover = RowCover.of(run(Set.of(), Set.of()), table(Set.of("a")));

    OutputChangedException failure =
        assertThrows(
            OutputChangedException.class, () -> covered(cover, "{\"a\":\"Ada\",\"b\":Ada}\n"));

    assertThat(
        failure.getMessage(),
        endsWith("rows.jsonl is not as it was written. Was it changed during the run? Run again."));
  }
}
