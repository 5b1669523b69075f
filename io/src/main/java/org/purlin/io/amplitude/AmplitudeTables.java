package org.purlin.io.amplitude;

import static org.purlin.transforms.rows.ColumnType.BOOL;
import static org.purlin.transforms.rows.ColumnType.FLOAT64;
import static org.purlin.transforms.rows.ColumnType.INT64;
import static org.purlin.transforms.rows.ColumnType.JSON;
import static org.purlin.transforms.rows.ColumnType.STRING;
import static org.purlin.transforms.rows.ColumnType.TIMESTAMP;

import java.util.List;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.Table;

/** The landing tables of Amplitude: each column, once. */
public final class AmplitudeTables {

  private static final String SDK = "As the SDK reported it.";
  private static final String FROM_IP = "Derived by Amplitude from the IP address.";

  /**
   * Events, one a row. The 55 keys are those seen on the wire; {@code $} is not legal in a BigQuery
   * column, so {@code $insert_id}, {@code $insert_key} and {@code $schema} are renamed.
   */
  public static final Table EVENTS =
      new Table(
          "events",
          List.of(
              Column.of("uuid", STRING, "One for each row; the primary key.").asRequired(),
              Column.of("event_type", STRING, "Name of the event.").asRequired(),
              Column.of(
                      "server_upload_time",
                      TIMESTAMP,
                      "When Amplitude took it in; what hours select.")
                  .asRequired(),
              Column.of(
                  "event_time",
                  TIMESTAMP,
                  "Client time corrected by Amplitude; the future or years back when a clock is wrong."),
              Column.of("client_event_time", TIMESTAMP, "By the device's clock."),
              Column.of("client_upload_time", TIMESTAMP, "By the device's clock."),
              Column.of("server_received_time", TIMESTAMP, "When Amplitude's servers received it."),
              Column.of("processed_time", TIMESTAMP, "When Amplitude processed it."),
              Column.of("user_creation_time", TIMESTAMP, "When the user was first seen."),
              Column.of("insert_id", STRING, "The sender's idempotence key.").from("$insert_id"),
              Column.of("insert_key", STRING, "Amplitude's own.").from("$insert_key"),
              Column.of("user_id", STRING, "The sender's id of the user.").asPersonal(),
              Column.of("device_id", STRING, "Id of the device.").asPersonal(),
              Column.of("adid", STRING, "Advertising id, Android.").asPersonal(),
              Column.of("idfa", STRING, "Advertising id, iOS.").asPersonal(),
              Column.of("ip_address", STRING, "IP address of the device.").asPersonal(),
              Column.of("amplitude_event_type", STRING, "Set on Amplitude's own events."),
              Column.of("data_type", STRING, "Kind of record, usually event."),
              Column.of("city", STRING, FROM_IP).asPersonal(),
              Column.of("region", STRING, FROM_IP),
              Column.of("country", STRING, FROM_IP),
              Column.of("dma", STRING, "Designated market area."),
              Column.of("language", STRING, SDK),
              Column.of("platform", STRING, SDK),
              Column.of("library", STRING, "SDK and version that sent it."),
              Column.of("os_name", STRING, SDK),
              Column.of("os_version", STRING, SDK),
              Column.of("device_brand", STRING, SDK),
              Column.of("device_carrier", STRING, SDK),
              Column.of("device_family", STRING, SDK),
              Column.of("device_manufacturer", STRING, SDK),
              Column.of("device_model", STRING, SDK),
              Column.of("device_type", STRING, SDK),
              Column.of("start_version", STRING, "App version the user was first seen with."),
              Column.of("version_name", STRING, "App version."),
              Column.of("partner_id", STRING, "Set by partners."),
              Column.of("source_id", STRING, "Source of a partner's event."),
              Column.of("amplitude_attribution_ids", STRING, "Anonymous hashes for attribution.")
                  .asPersonal(),
              Column.of("app", INT64, "Amplitude's id of the project."),
              Column.of("amplitude_id", INT64, "Amplitude's id of the user, 64 bit.").asPersonal(),
              Column.of("event_id", INT64, "Counter of the device; not unique."),
              Column.of("session_id", INT64, "Start of the session, epoch ms; -1 without one."),
              Column.of("schema_version", INT64, "Version of the event's form.").from("$schema"),
              Column.of("location_lat", FLOAT64, "Latitude, degrees.").asPersonal(),
              Column.of("location_lng", FLOAT64, "Longitude, degrees.").asPersonal(),
              Column.of("paying", BOOL, "Whether the user has paid."),
              Column.of("is_attribution_event", BOOL, "Whether it is an attribution event."),
              Column.of("event_properties", JSON, "Properties of the event.").asPersonal(),
              Column.of("user_properties", JSON, "Properties of the user at that time.")
                  .asPersonal(),
              Column.of("groups", JSON, "Groups of the user, by group type."),
              Column.of("group_properties", JSON, "Properties of the groups."),
              Column.of("global_user_properties", JSON, "Properties over all projects.")
                  .asPersonal(),
              Column.of("plan", JSON, "Tracking plan."),
              Column.of("data", JSON, "Amplitude's internal fields."),
              Column.of("sample_rate", JSON, "Always null so far."),
              Column.lineage(
                  Table.EXTRA, JSON, "Keys without a column, values that do not fit theirs."),
              Column.lineage("_file", STRING, "Member of the archive.").asRequired(),
              Column.lineage("_line", INT64, "Line in that member, from 1.").asRequired(),
              Column.lineage("_window_start", TIMESTAMP, "First instant of the hour.").asRequired(),
              Column.lineage("_window_end", TIMESTAMP, "First instant after the hour.")
                  .asRequired(),
              Column.lineage("_loaded_at", TIMESTAMP, "Start of the run.").asRequired(),
              Column.lineage("_run_id", STRING, "Run that landed the row.").asRequired()),
          "uuid",
          "server_upload_time",
          List.of("event_type", "user_id", "device_id", "event_time"));

  /** Lines that could not become events, each with where it stands. */
  public static final Table REJECTED =
      new Table(
          "rejected",
          List.of(
              Column.lineage("_file", STRING, "Member of the archive.").asRequired(),
              Column.lineage("_line", INT64, "Line in that member, from 1.").asRequired(),
              Column.lineage("_archive", STRING, "The archive.").asRequired(),
              Column.lineage("error", STRING, "Why, without quoting the line.").asRequired(),
              Column.lineage("raw", STRING, "The line's bytes, base64; null under --redact."),
              Column.lineage("_run_id", STRING, "Run that met it.").asRequired()),
          "_file",
          "_line",
          List.of());

  private AmplitudeTables() {}
}
