package org.purlin.transforms.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnNamesTest {

  private static String name(String path) {
    return ColumnNames.of(List.of(path), List.of("_extra")).get(path);
  }

  @ParameterizedTest
  @CsvSource({
    "eventDate, eventDate",
    "schoolReference.schoolId, schoolReference_schoolId",
    "9thGrade, _9thGrade",
    "_table_size, __table_size",
    "_TABLE_size, __TABLE_size",
    "_file_name, __file_name",
    "_PartitionTime, __PartitionTime",
    "_row_timestamp, __row_timestamp",
    "__root__.x, ___root___x",
    "_colIdentifier, __colIdentifier",
    "_tables, _tables",
    "_ext, _ext",
    "f, _f",
    "F, _F",
    "fee, fee",
    "_window, _window_2",
    "_Window, _Window_2",
    "_extra, _extra_2"
  })
  void aPathBecomesANameThatBigQueryTakes(String path, String name) {
    assertThat(name(path), is(name));
  }

  @Test
  void namesThatDifferInCaseOnlyGetANumberInTheOrderOfTheirPaths() {
    assertThat(
        ColumnNames.of(List.of("noTe", "note", "f", "_f", "No.te"), List.of()),
        is(Map.of("noTe", "noTe", "note", "note_2", "f", "_f_2", "_f", "_f", "No.te", "No_te")));
  }

  @Test
  void longNamesAreCutAndStayDifferent() {
    String long300 = "x".repeat(300);

    assertThat(name(long300), is(long300));
    assertThat(
        ColumnNames.of(List.of(long300, long300 + "y", long300 + "z"), List.of()),
        is(
            Map.of(
                long300,
                long300,
                long300 + "y",
                "x".repeat(298) + "_2",
                long300 + "z",
                "x".repeat(298) + "_3")));
  }
}
