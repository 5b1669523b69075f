package org.purlin.io.ledger;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.purlin.io.landing.Storage;
import org.purlin.io.memory.Place;

class WindowLedgerTest {

  record Entry(String state, long rows) {}

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Place.class)
  void aRecordIsReadBackReplacedAndFoundInItsFolderOnly(Place place) throws IOException {
    WindowLedger<Entry> ledger = new WindowLedger<>(place.root(directory) + "state", Entry.class);
    assertThat(ledger.read("2025-03-04/05"), is(Optional.empty()));
    assertThat(ledger.readFolder("2025-03-04"), is(Map.of()));

    ledger.write("2025-03-04/05", new Entry("landed", 0));
    ledger.write("2025-03-04/05", new Entry("done", 7));
    ledger.write("2025-03-04/06", new Entry("empty", 0));
    ledger.write("2025-03-05/00", new Entry("done", 1));
    Storage.writeText(ledger.root() + "/2025-03-04/note", "x");

    assertThat(ledger.read("2025-03-04/05"), is(Optional.of(new Entry("done", 7))));
    assertThat(
        ledger.readFolder("2025-03-04"),
        is(Map.of("2025-03-04/05", new Entry("done", 7), "2025-03-04/06", new Entry("empty", 0))));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aRecordThatCannotBeReadSaysWhatToDoAndANewerOneIsRead(Place place) throws IOException {
    WindowLedger<Entry> ledger = new WindowLedger<>(place.root(directory) + "state", Entry.class);
    Storage.writeText(ledger.root() + "/w.json", "{\"state\":\"done\",\"rows\":2,\"later\":1}");
    assertThat(ledger.read("w"), is(Optional.of(new Entry("done", 2))));

    Storage.writeText(ledger.root() + "/w.json", "{\"state\":");
    IOException failure = assertThrows(IOException.class, () -> ledger.read("w"));
    assertThat(
        failure.getMessage(),
        is(
            "Cannot read the ledger record "
                + ledger.root()
                + "/w.json. Delete it to have its window done again."));
  }
}
