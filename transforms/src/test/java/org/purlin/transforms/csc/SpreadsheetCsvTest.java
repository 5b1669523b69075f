package org.purlin.transforms.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadsheetCsvTest {

  @Test
  void plainCellsStayAsTheyAre() {
    assertThat(SpreadsheetCsv.line(List.of("a", "b c", "Zoë", "1")), is("a,b c,Zoë,1\r\n"));
  }

  @Test
  void commasQuotesAndLineEndsAreQuoted() {
    assertThat(
        SpreadsheetCsv.line(List.of("a,b", "say \"x\"", "one\ntwo")),
        is("\"a,b\",\"say \"\"x\"\"\",\"one\ntwo\"\r\n"));
  }

  @Test
  void nothingAndNullAreEmptyCells() {
    assertThat(SpreadsheetCsv.line(Arrays.asList("", null, "x")), is(",,x\r\n"));
  }

  @Test
  void noCellIsAFormula() {
    assertThat(
        SpreadsheetCsv.line(List.of("=1+1", "+1", "-1", "@x", "\tx", "\rx", "=a,b", "a=b")),
        is("'=1+1,'+1,'-1,'@x,'\tx,\"'\rx\",\"'=a,b\",a=b\r\n"));
  }
}
