package org.purlin.pipelines.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.pipelines.cli.Launch;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;
import org.purlin.sandbox.amplitude.AmplitudeSettings;
import org.purlin.sandbox.amplitude.Traffic;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSettings;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;

/** Whole jobs whose results and memory are in an object store, run twice. */
@Timeout(120)
class ObjectStoreTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "AMPLITUDE_SECRET",
          AmplitudeSettings.SECRET_KEY,
          "ALMA_KEY",
          AlmaSettings.KEY,
          "ALMA_SECRET",
          AlmaSettings.SECRET,
          "COIN_KEY",
          CoinMarketCapSettings.KEY,
          "EDFI_KEY",
          EdfiSettings.KEY,
          "EDFI_SECRET",
          EdfiSettings.SECRET);

  @TempDir Path directory;

  private String bucket() {
    return "store-" + directory.getFileName();
  }

  /** Types {@code purlin} and these words, and wants all to be done. */
  private void run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--output=mem://" + bucket() + "/out");
    all.add("--logs=" + directory.resolve("logs"));
    all.add("--retryFor=PT4S");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, UTF_8);
    int exitCode = Launch.run(all, ENVIRONMENT, directory, out, out);
    assertThat(said.toString(UTF_8), exitCode, is(0));
  }

  /** What is below a table, a file a line of its name and its text. */
  private Map<String, String> files(String folder) {
    Map<String, String> files = new TreeMap<>();
    MemoryFileSystem.texts(bucket())
        .forEach(
            (name, text) -> {
              if (name.startsWith("out/" + folder + "/")) {
                files.put(name, text);
              }
            });
    return files;
  }

  private long rows(String table) {
    return files(table).entrySet().stream()
        .filter(file -> file.getKey().endsWith(".jsonl"))
        .mapToLong(file -> file.getValue().lines().count())
        .sum();
  }

  private void assertOnlyLogsAreOnTheDisk() throws IOException {
    assertThat(files("_tmp"), is(Map.of()));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()),
          is(Set.of("logs")));
    }
  }

  @Test
  void amplitudeAsksOnceAndChangesNothingTheSecondTime() throws IOException {
    Traffic traffic = Traffic.builder().eventsPerHour(4).steady(true).build();
    try (AmplitudeSandbox amplitude =
        AmplitudeSandbox.start(AmplitudeSettings.builder().traffic(traffic).build())) {
      String[] words = {
        "amplitude",
        "--endpoint=" + amplitude.url(),
        "--apiKey=" + AmplitudeSettings.API_KEY,
        "--secretKey=env:AMPLITUDE_SECRET",
        "--start=2025-03-04T05",
        "--end=2025-03-04T08"
      };
      run(words);
      Map<String, String> before = files("events");
      assertThat(rows("events"), is(12L));
      assertThat(files("archives").size(), is(1));
      run(words);
      assertThat(files("events"), is(before));
      assertThat(amplitude.requests().size(), is(1));
    }
    assertOnlyLogsAreOnTheDisk();
  }

  @Test
  void almaReplacesItsWindowsAndFindsNoChange() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      String[] words = {
        "alma",
        "--url=" + alma.url(),
        "--key=env:ALMA_KEY",
        "--secret=env:ALMA_SECRET",
        "--subdomain=" + AlmaSettings.DISTRICT,
        "--today=2024-10-15",
        "--tables=grade_levels,students",
        "--changes"
      };
      run(words);
      Set<String> names = new TreeSet<>(files("alma_students").keySet());
      assertThat(rows("alma_grade_levels"), is(17L));
      assertThat(rows("alma_students"), is(not(0L)));
      long students = rows("alma_students");
      long changes = rows("alma_students_changes");
      run(words);
      assertThat(rows("alma_students"), is(students));
      assertThat(files("alma_students").size(), is(names.size()));
      assertThat(rows("alma_students_changes"), is(changes));
    }
    assertOnlyLogsAreOnTheDisk();
  }

  @Test
  void coinMarketCapLandsItsRowsAndItsPictures() throws IOException {
    try (CoinMarketCapSandbox coins = CoinMarketCapSandbox.start()) {
      String[] words = {
        "coinmarketcap",
        "--url=" + coins.url(),
        "--logoUrl=" + coins.logoUrl(),
        "--key=env:COIN_KEY",
        "--coins=20",
        "--logos=1,1027"
      };
      run(words);
      assertThat(rows("cmc_listings"), is(20L));
      run(words);
    }
    assertThat(files("logos").keySet(), contains("out/logos/64/1.png", "out/logos/64/1027.png"));
    assertThat(rows("cmc_logos"), is(2L));
    assertOnlyLogsAreOnTheDisk();
  }

  @Test
  void edfiSendsEachRecordOnceAndItsCorrectionsAsOften() throws IOException {
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      push(edfi, "Ada", "Ben");
      assertThat(edfi.posts().size(), is(2));
      push(edfi, "Ada", "Ben");
      assertThat(edfi.posts().size(), is(2));
      push(edfi, "Ada", "Bob");
      assertThat(edfi.posts().size(), is(3));
      push(edfi, "Ada", "Ben");
      assertThat(edfi.posts().size(), is(4));
      // Whatever happens to the correction, that there was one is known.
      List<String> warnings =
          MemoryFileSystem.texts(bucket()).values().stream()
              .filter(text -> text.contains("\"PENDING\""))
              .toList();
      assertThat(warnings.size(), is(2));
      assertThat(warnings, everyItem(not(containsString("\"DELIVERED\""))));

      run(edfi(edfi, "pull", "--resources=students"));
      assertThat(rows("students"), is(2L));
      run(edfi(edfi, "pull", "--resources=students"));
      assertThat(rows("students"), is(2L));
    }
    assertOnlyLogsAreOnTheDisk();
  }

  private void push(EdfiSandbox edfi, String... names) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < names.length; i++) {
      rows.append(
          """
          {"resource":"students","payload":{"studentUniqueId":"9%d","firstName":"%s",\
          "lastSurname":"Invented","birthDate":"2012-05-01"}}
          """
              .formatted(i, names[i]));
    }
    String input = "mem://" + bucket() + "/in/students.jsonl";
    MemoryFileSystem.put(input, rows.toString());
    run(edfi(edfi, "push", "--input=" + input, "--commit"));
  }

  private static String[] edfi(EdfiSandbox edfi, String verb, String... more) {
    return Stream.concat(
            Stream.of(
                "edfi",
                verb,
                "--url=" + edfi.baseUrl(),
                "--key=env:EDFI_KEY",
                "--secret=env:EDFI_SECRET"),
            Stream.of(more))
        .toArray(String[]::new);
  }
}
