package org.purlin.pipelines.schedule;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When each job runs unless its user says otherwise, and with which parameters in the cloud. The
 * windows are relative: a launch asks for what is new at its time, and no date stands here.
 *
 * <p>Times of day avoid the hours that clocks skip or repeat. Secrets stand in Secret Manager under
 * names of ours; {@code templates/deploy} makes them.
 *
 * @param verb of the job
 * @param cron when
 * @param zone where; an example where the job has no place of its own
 * @param parameters of a launch in the cloud
 */
public record Timetable(String verb, Cron cron, ZoneId zone, Map<String, String> parameters) {

  private static final List<Timetable> ALL =
      List.of(
          // Before school and after it.
          of(
              "alma",
              "30 7,16 * * 1-5",
              "America/Chicago",
              Map.of(
                  "key", secret("alma-key"),
                  "secret", secret("alma-secret"),
                  "subdomain", "{{ALMA_SUBDOMAIN}}",
                  "output", tables("alma"),
                  "state", home("alma"))),
          // An hour can be had three hours after its start, so all of yesterday from 03:00 UTC on.
          of(
              "amplitude",
              "15 4 * * *",
              "UTC",
              Map.of(
                  "apiKey", secret("amplitude-api-key"),
                  "secretKey", secret("amplitude-secret-key"),
                  "output", tables("amplitude"),
                  "state", home("amplitude"))),
          of(
              "coinmarketcap",
              "5 * * * *",
              "UTC",
              Map.of(
                  "key", secret("coinmarketcap-key"),
                  "output", tables("coinmarketcap"),
                  "state", home("coinmarketcap"))),
          // After the nightly filling of the staging table.
          of(
              "csc",
              "30 3 * * *",
              "Europe/London",
              Map.of(
                  "sqlConnStr", secret("csc-sql-conn-str"),
                  "clientId", secret("csc-client-id"),
                  "clientSecret", secret("csc-client-secret"),
                  "supplierKey", secret("csc-supplier-key"),
                  "endpoint", "{{CSC_ENDPOINT}}",
                  "tokenEndpoint", "{{CSC_TOKEN_ENDPOINT}}",
                  "scope", "{{CSC_SCOPE}}",
                  "laCode", "{{CSC_LA_CODE}}",
                  "output", home("csc"))),
          of(
              "edfi pull",
              "0 3 * * *",
              "America/Chicago",
              Map.of(
                  "districts", Template.HOME + "/edfi/districts.csv",
                  "output", tables("edfi"),
                  "state", home("edfi-pull"))));

  private static Timetable of(
      String verb, String cron, String zone, Map<String, String> parameters) {
    return new Timetable(verb, Cron.parse(cron), ZoneId.of(zone), parameters);
  }

  /** Every job that runs by the clock. What is sent on demand, such as Ed-Fi pushes, does not. */
  public static List<Timetable> all() {
    return ALL;
  }

  /** That of one job. */
  public static Optional<Timetable> of(String verb) {
    return ALL.stream().filter(timetable -> timetable.verb().equals(verb)).findFirst();
  }

  private static String secret(String name) {
    return "secret:projects/"
        + Placeholders.PROJECT
        + "/secrets/purlin-"
        + name
        + "/versions/latest";
  }

  private static String tables(String source) {
    return "bigquery:" + Placeholders.PROJECT + ".purlin_" + source;
  }

  private static String home(String template) {
    return Template.HOME + "/" + template;
  }
}
