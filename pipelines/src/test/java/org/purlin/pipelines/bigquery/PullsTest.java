package org.purlin.pipelines.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;
import org.purlin.sandbox.amplitude.AmplitudeSettings;
import org.purlin.sandbox.bigquery.BigQueryFaults;
import org.purlin.sandbox.bigquery.BigQuerySandbox;
import org.purlin.sandbox.bigquery.BigQuerySettings;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSettings;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;
import org.purlin.sandbox.edfi.Flavour;
import org.purlin.sandbox.edfi.SampleSet;

/** Each pull into BigQuery, over HTTP: what its tables hold is what was published. */
class PullsTest {

  @TempDir private Path directory;

  private BigQuerySandbox google;
  private Desk desk;

  @BeforeEach
  void start() throws IOException {
    google = BigQuerySandbox.start(settings());
    desk = new Desk(directory, google);
  }

  /** How the stand-in is; a sub-class lets it check requests against Google's descriptions. */
  BigQuerySettings settings() {
    return BigQuerySettings.defaults();
  }

  @AfterEach
  void stop() {
    if (google != null) {
      google.close();
    }
  }

  private JsonNode column(String table, String name) {
    for (JsonNode field : google.schema(BigQuerySettings.DATASET, table).get("fields")) {
      if (field.get("name").asText().equals(name)) {
        return field;
      }
    }
    throw new AssertionError("no column " + name);
  }

  private double value(String table, long coin, String column) {
    return google.rows(BigQuerySettings.DATASET, table).stream()
        .filter(row -> row.get("id").asLong() == coin)
        .findFirst()
        .orElseThrow()
        .get(column)
        .doubleValue();
  }

  @Test
  void coinsLandWithExactNumbersAndRealStructuresAndASecondSnapshotIsAdded() throws IOException {
    desk.environment.put("TEST_KEY", CoinMarketCapSettings.KEY);
    try (CoinMarketCapSandbox cmc =
        CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withCoins(60))) {
      String[] words = {
        "coinmarketcap",
        "--key=env:TEST_KEY",
        "--url=" + cmc.url(),
        "--logoUrl=" + cmc.logoUrl(),
        "--info=listed",
        "--logos=info",
        "--retryFor=PT4S"
      };
      google.faults().add(BigQueryFaults.insertsOfJobs(), BigQueryFaults.lostReply());
      desk.expect(0, words);

      assertThat(desk.sameRows("cmc_listings"), is(60));
      assertThat(desk.sameRows("cmc_quotes"), is(60));
      assertThat(desk.sameRows("cmc_info"), is(60));
      assertThat(desk.sameRows("cmc_logos"), greaterThan(0));
      assertThat(column("cmc_info", "urls").get("type").asText(), is("JSON"));
      assertThat(column("cmc_info", "tags").get("mode").asText(), is("REPEATED"));
      assertThat(column("cmc_listings", "id").get("mode").asText(), is("REQUIRED"));
      JsonNode listings = google.table(BigQuerySettings.DATASET, "cmc_listings");
      assertThat(listings.at("/timePartitioning/field").asText(), is("snapshot_time"));
      assertThat(listings.at("/clustering/fields/0").asText(), is("id"));
      assertThat(listings.at("/labels/purlin").asText(), is("coinmarketcap"));
      assertThat(value("cmc_quotes", CoinMarketCapSandbox.BNB_TIGER, "price"), is(7.95528e-19));
      assertThat(
          value("cmc_listings", CoinMarketCapSandbox.LARGEST_SUPPLY, "total_supply"), is(1e25));
      JsonNode info = google.rows(BigQuerySettings.DATASET, "cmc_info").get(0);
      assertThat(info.get("urls").isObject(), is(true));

      desk.expect(0, words);
      assertThat(desk.sameRows("cmc_listings"), is(120));
      assertThat(desk.sameRows("cmc_info"), is(60));
      assertThat(google.violations(), is(empty()));
    }
  }

  @Test
  void aDistrictLandsAndTheSameAgainLeavesTheSameRowsWhateverIsLostOnTheWay() throws IOException {
    desk.environment.put("ALMA_KEY", AlmaSettings.KEY);
    desk.environment.put("ALMA_SECRET", AlmaSettings.SECRET);
    try (AlmaSandbox alma = AlmaSandbox.start(AlmaSettings.defaults().withPupils(4))) {
      String[] words = {
        "alma",
        "--url=" + alma.url(),
        "--subdomain=" + AlmaSettings.DISTRICT,
        "--today=2024-10-15",
        "--changes",
        "--retryFor=PT4S",
        "--refusedPause=PT0.2S"
      };
      desk.expect(0, words);
      int attendance = desk.sameRows("alma_attendance");
      int students = desk.sameRows("alma_students");
      assertThat(attendance, greaterThan(students));
      assertThat(students, greaterThan(0));
      desk.sameRows("alma_calls");
      JsonNode table = google.table(BigQuerySettings.DATASET, "alma_attendance");
      assertThat(table.at("/timePartitioning/type").asText(), is("MONTH"));
      List<String> before = desk.inBigQuery("alma_students");

      String school = AlmaSettings.ELEMENTARY;
      String changed = alma.students(school).get(0);
      alma.changeStudent(school, changed, "gender", "X");
      alma.removeStudent(school, alma.students(school).get(1));
      google.faults().add(BigQueryFaults.looksAtJobs(), BigQueryFaults.error(500, "backendError"));
      google
          .faults()
          .add(BigQueryFaults.insertsOfJobs(), BigQueryFaults.error(503, "backendError"));
      desk.expect(0, words);

      assertThat(desk.sameRows("alma_students"), is(students - 1));
      assertThat(desk.inBigQuery("alma_students"), is(not(before)));
      desk.sameRows("alma_attendance");
      desk.sameRows("alma_students_changes");
      assertThat(google.violations(), is(empty()));
    }
  }

  @Test
  void resourcesLandAndWhatChangedAndWentAfterwardsDoesSoThereToo() throws IOException {
    desk.environment.put("TEST_KEY", EdfiSettings.KEY);
    desk.environment.put("TEST_SECRET", EdfiSettings.SECRET);
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.ODS_73))) {
      SampleSet.of(18, 12).items().forEach(item -> edfi.write(item.resource(), item.payload()));
      ObjectNode leaver = edfi.records("students").values().iterator().next().deepCopy();
      edfi.write("students", leaver.put("studentUniqueId", "900001").toString());
      String[] words = {
        "edfi",
        "pull",
        "--url=" + edfi.baseUrl(),
        "--key=env:TEST_KEY",
        "--secret=env:TEST_SECRET",
        "--district=north",
        "--resources=students,schools,sessions",
        "--retryFor=PT4S"
      };
      desk.expect(0, words);
      int students = desk.sameRows("students");
      assertThat(students, greaterThan(2));
      Map<String, List<String>> first = desk.everything();

      desk.expect(0, words);
      assertThat(desk.inBigQuery("students"), is(first.get("students")));

      List<String> keys = List.copyOf(edfi.records("students").keySet());
      ObjectNode student = edfi.records("students").get(keys.get(0)).deepCopy();
      edfi.write("students", student.put("firstName", "Changed").toString());
      String session = edfi.records("sessions").keySet().iterator().next();
      ObjectNode renamed = edfi.records("sessions").get(session).deepCopy();
      edfi.changeKey("sessions", session, renamed.put("sessionName", "Renamed").toString());
      edfi.remove(
          "students",
          keys.stream().filter(key -> key.contains("900001")).findFirst().orElseThrow());
      desk.expect(0, words);

      assertThat(desk.sameRows("students"), is(students - 1));
      assertThat(desk.inBigQuery("students").toString(), containsString("firstName=Changed"));
      assertThat(desk.sameRows("students_deletes"), is(1));
      desk.sameRows("sessions");
      assertThat(desk.inBigQuery("sessions").toString(), containsString("sessionName=Renamed"));
      assertThat(desk.sameRows("sessions_keyChanges"), is(1));
      desk.sameRows("schools");
      List<JsonNode> runs = google.rows(BigQuerySettings.DATASET, "purlin_runs");
      assertThat(runs.size(), is(3));
      assertThat(runs.get(0).get("job").asText(), is("edfi pull"));
      assertThat(runs.get(0).get("exit_code").asInt(), is(0));
      assertThat(runs.get(0).get("balances").isArray(), is(true));
      assertThat(google.violations(), is(empty()));
    }
  }

  @Test
  void anHourIsReplacedByItsNewExportAndNeighboursStay() throws IOException {
    desk.environment.put("AMP_SECRET_KEY", AmplitudeSettings.SECRET_KEY);
    try (AmplitudeSandbox amplitude = AmplitudeSandbox.start()) {
      String[] words = {
        "amplitude",
        "--endpoint=" + amplitude.url(),
        "--apiKey=" + AmplitudeSettings.API_KEY,
        "--start=2026-01-01T00",
        "--end=2026-01-01T04",
        "--retryFor=PT4S"
      };
      desk.expect(0, words);
      int events = desk.sameRows("events");
      assertThat(events, greaterThan(0));
      assertThat(column("events", "uuid").get("mode").asText(), is("REQUIRED"));
      assertThat(column("events", "event_properties").get("type").asText(), is("JSON"));
      Map<String, List<String>> first = desk.everything();

      desk.expect(0, words[0], words[1], words[2], words[3], words[4], words[5], "--refetch");

      assertThat(desk.sameRows("events"), is(events));
      assertThat(desk.inBigQuery("events"), is(not(first.get("events"))));
      assertThat(
          google.tables(BigQuerySettings.DATASET),
          hasItems("events", "load_rejected", "purlin_runs"));
      assertThat(google.violations(), is(empty()));
    }
  }
}
