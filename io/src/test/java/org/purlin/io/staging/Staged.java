package org.purlin.io.staging;

import java.util.Locale;
import java.util.regex.Pattern;

/** A staging table in one of the shapes it has had, and children in it. All are invented. */
final class Staged {

  private String idType = "INT IDENTITY(1,1) PRIMARY KEY";
  private int personWidth = 20;
  private boolean legacy = true;
  private boolean partial = true;
  private boolean previous = true;
  private boolean defaults = true;
  private boolean upperCase;

  static Staged current() {
    return new Staged();
  }

  /** Made by selecting no rows of the live table: neither key nor defaults. */
  Staged asAnon() {
    idType = "INT IDENTITY(1,1)";
    defaults = false;
    return this;
  }

  Staged withBigId() {
    idType = "BIGINT IDENTITY(1,1) PRIMARY KEY";
    return this;
  }

  Staged withId(String type) {
    idType = type;
    return this;
  }

  Staged withPersonWidth(int characters) {
    personWidth = characters;
    return this;
  }

  Staged withoutLegacyId() {
    legacy = false;
    return this;
  }

  Staged withoutPartialPayload() {
    partial = false;
    return this;
  }

  Staged withoutPrevious() {
    previous = false;
    return this;
  }

  Staged inUpperCase() {
    upperCase = true;
    return this;
  }

  /** Makes the table and opens it. */
  StagingTable in(TestDatabase database, String name) {
    TableName table = database.table(name);
    database.run("CREATE TABLE " + table.quoted() + " (" + columns() + ")");
    return StagingTable.open(database.sql(), table);
  }

  private String columns() {
    String lines =
        "[id] "
            + idType
            + ", [person_id] NVARCHAR("
            + personWidth
            + ")"
            + (legacy ? ", [legacy_id] NVARCHAR(36)" : "")
            + (previous ? ", [previous_json_payload] NVARCHAR(MAX)" : "")
            + ", [json_payload] NVARCHAR(MAX) NOT NULL"
            + (partial ? ", [partial_json_payload] NVARCHAR(MAX)" : "")
            + ", [current_hash] BINARY(32)"
            + (previous ? ", [previous_hash] BINARY(32)" : "")
            + ", [submission_status] NVARCHAR(50)"
            + (defaults ? " DEFAULT 'Pending'" : "")
            + ", [submission_timestamp] DATETIME"
            + (defaults ? " DEFAULT GETDATE()" : "")
            + ", [api_response] NVARCHAR(MAX), [row_state] NVARCHAR(10)"
            + (defaults ? " DEFAULT 'New'" : "")
            + ", [last_updated] DATETIME"
            + (defaults ? " DEFAULT GETDATE()" : "");
    if (!upperCase) {
      return lines;
    }
    return Pattern.compile("\\[\\w+\\]")
        .matcher(lines)
        .replaceAll(name -> name.group().toUpperCase(Locale.ROOT));
  }

  /** Adds a child as the populate script does. */
  static void add(TestDatabase database, String table, String person, String payload) {
    add(database, table, person, payload, "Pending", "New");
  }

  static void add(
      TestDatabase database,
      String table,
      String person,
      String payload,
      String status,
      String state) {
    database.run(
        "INSERT INTO "
            + database.table(table).quoted()
            + " ([person_id], [json_payload], [current_hash], [submission_status], [row_state],"
            + " [last_updated]) VALUES (?, ?, ?, ?, ?, '2026-01-02T03:04:05')",
        person,
        payload,
        SourceHash.of("semantic " + payload),
        status,
        state);
  }
}
