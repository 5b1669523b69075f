package org.purlin.io.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {

  @ParameterizedTest
  @CsvSource({
    "2026-03-31_06:15:02.41_a-b.json, 2026-03-31T06:15:02.41Z, a-b.json",
    "2026-03-31_06:15:02_a_b.json, 2026-03-31T06:15:02Z, a_b.json",
    "2026-03-31_06:15:02.1234567_x, 2026-03-31T06:15:02.1234567Z, x"
  })
  void theTimeIsReadWithAnyNumberOfDigitsAndTheRestIsStored(
      String whole, Instant time, String stored) {
    Receipt receipt = new Receipt(whole);

    assertThat(receipt.time(), is(Optional.of(time)));
    assertThat(receipt.stored(), is(stored));
  }

  @ParameterizedTest
  @ValueSource(strings = {"anything", "", "31/03/2026_06:15_x.json", "_x"})
  void aReceiptOfAnotherFormIsStoredWholeAndHasNoTime(String whole) {
    Receipt receipt = new Receipt(whole);

    assertThat(receipt.time(), is(Optional.empty()));
    assertThat(receipt.stored(), is(whole));
  }

  @Test
  void aTimeThatCannotBeIsNoTime() {
    assertThat(new Receipt("2026-02-30_06:15:02.41_x").time(), is(Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01_00:00:00.00_x", "1752-12-31_23:59:59.99_x"})
  void aTimeTheStagingTableCannotHoldIsNoTime(String whole) {
    assertThat(new Receipt(whole).time(), is(Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-31_06:15:02.41_0f5e9d5c-1f0c-4b8e-9a54-6f1f0a7c2d3e.json, true",
    "0F5E9D5C-1F0C-4B8E-9A54-6F1F0A7C2D3E, true",
    "Error: not stored, false",
    "2026-03-31_06:15:02.41_.json, false",
    "'', false"
  })
  void aTextWithoutAnIdIsNoReceipt(String text, boolean receipt) {
    assertThat(new Receipt(text).isOne(), is(receipt));
  }
}
