package org.purlin.io.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.zetasql.SqlException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Google's parser of JSON does with numbers; {@link RowRules} refuses what it refuses. */
class JsonNumbersTest {

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "[-1e400]"})
  void aNumberBeyondADoubleIsNoJson(String json) {
    GoogleSql google = new GoogleSql();
    SqlException refused = assertThrows(SqlException.class, () -> google.value(parsed(json)));

    assertThat(refused.getMessage(), containsString("number overflow"));
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, 9223372036854775807",
    "18446744073709551615, 18446744073709551615",
    "123456789012345678901234567890, 1.2345678901234568e+29",
    "0.10000000000000000000001, 0.1",
    "1e25, 1e+25",
    "7.9e-19, 7.9e-19"
  })
  void aNumberWithTooManyDigitsIsRounded(String json, String kept) {
    assertThat(new GoogleSql().value(parsed(json)), is(kept));
  }

  private static String parsed(String json) {
    return "TO_JSON_STRING(PARSE_JSON(" + Sql.text(json) + ", wide_number_mode => 'round'))";
  }
}
