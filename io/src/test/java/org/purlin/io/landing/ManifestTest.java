package org.purlin.io.landing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

class ManifestTest {

  @Test
  void aListOfTextsIsARepeatedTextAndOtherTypesKeepTheirNames() {
    Table table =
        new Table(
            "pupils",
            List.of(
                Column.of("id", ColumnType.STRING, "Key.").asRequired(),
                Column.of("born", ColumnType.DATE, "Birth."),
                Column.of("languages", ColumnType.STRINGS, "Spoken.")),
            "id",
            null,
            List.of());

    assertThat(
        Manifest.of(table, "day=2026-01-31/", "run-1", List.of()).columns(),
        contains(
            new Manifest.ColumnEntry("id", "STRING", "REQUIRED"),
            new Manifest.ColumnEntry("born", "DATE", "NULLABLE"),
            new Manifest.ColumnEntry("languages", "STRING", "REPEATED")));
  }
}
