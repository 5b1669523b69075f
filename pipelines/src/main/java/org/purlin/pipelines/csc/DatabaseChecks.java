package org.purlin.pipelines.csc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.purlin.io.csc.LeaseHolder;
import org.purlin.io.csc.Records;
import org.purlin.io.csc.RowSample;
import org.purlin.io.secret.UnresolvedSecretException;
import org.purlin.io.staging.DatabaseException;
import org.purlin.io.staging.SchemaProblem;
import org.purlin.io.staging.Sql;
import org.purlin.io.staging.SqlSettings;
import org.purlin.io.staging.StagingRow;
import org.purlin.io.staging.StagingSurvey;
import org.purlin.io.staging.StagingTable;
import org.purlin.io.staging.TableName;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.check.Check;
import org.purlin.pipelines.check.Checklist;
import org.purlin.pipelines.report.ExitCode;

/** Tries the database: login, rights, the sender's own tables, and the staging table's shape. */
final class DatabaseChecks {

  /** Two pages; enough to see what is wrong with how payloads are built. */
  private static final int SAMPLED_PAGES = 2;

  private static final String RIGHTS = "Have an administrator run what 'purlin csc ddl' prints.";

  private final CheckCscOptions options;
  private final Set<CheckCsc.Part> parts;
  private final Checklist checks;

  DatabaseChecks(CheckCscOptions options, Set<CheckCsc.Part> parts, Checklist checks) {
    this.options = options;
    this.parts = parts;
    this.checks = checks;
  }

  void run() {
    SqlSettings settings;
    TableName table;
    try {
      settings = CscSettings.staging(options);
      table = CscSettings.table(options);
    } catch (UserMistakeException e) {
      checks.fail("database options", e, "");
      return;
    }
    if (!secrets()) {
      checks.skip(Checklist.NO_SECRET, "database");
      return;
    }
    try (Sql sql = Sql.open(settings)) {
      if (login(sql)) {
        StagingTable staging = staging(sql, table);
        if (parts.contains(CheckCsc.Part.DATABASE)) {
          writeBack(staging);
          records(sql);
        }
        if (staging != null && parts.contains(CheckCsc.Part.SCHEMA)) {
          schema(staging);
        }
      }
    } catch (IllegalArgumentException | UnresolvedSecretException e) {
      checks.fail("database options", e, "");
    }
  }

  private boolean secrets() {
    if (options.getSqlConnStr() != null) {
      return checks.secret("--sqlConnStr", options.getSqlConnStr());
    }
    boolean user = checks.secret("--dbUser", options.getDbUser());
    return checks.secret("--dbPassword", options.getDbPassword()) && user;
  }

  private boolean login(Sql sql) {
    try {
      sql.transaction(
          connection -> {
            try (PreparedStatement one = connection.prepareStatement("SELECT 1")) {
              return one.execute();
            }
          });
      checks.add(Check.ok("database", sql.shown()));
      return true;
    } catch (DatabaseException e) {
      checks.add(
          Check.fail(
              "database",
              e.getMessage(),
              "Check --server, --database and the login; ask the database team whether this machine"
                  + " may connect.",
              ExitCode.DATABASE));
      return false;
    }
  }

  /** Null when it cannot be read. */
  private StagingTable staging(Sql sql, TableName table) {
    try {
      StagingTable staging = StagingTable.open(sql, table);
      checks.add(Check.ok("staging table", table + ", may be read"));
      return staging;
    } catch (SchemaProblem e) {
      checks.add(Check.fail("staging table", e.getMessage(), "", ExitCode.TABLE_UNFIT));
    } catch (DatabaseException e) {
      checks.add(
          Check.fail(
              "staging table",
              e.getMessage(),
              e.kind() == DatabaseException.Kind.NO_RIGHTS ? RIGHTS : "",
              e.kind() == DatabaseException.Kind.NO_SUCH_OBJECT
                  ? ExitCode.TABLE_UNFIT
                  : ExitCode.DATABASE));
    }
    return null;
  }

  private void writeBack(StagingTable staging) {
    if (staging == null) {
      checks.add(Check.skipped("write-back", "the staging table cannot be read"));
    } else if (staging.survey().mayWriteBack()) {
      checks.add(Check.ok("write-back", "may be written"));
    } else {
      checks.add(
          Check.fail(
              "write-back",
              "This user may not update the staging table.",
              RIGHTS,
              ExitCode.DATABASE));
    }
  }

  private void records(Sql sql) {
    if (!options.getRecords().equals("tables")) {
      checks.add(recordsInFiles(Path.of(options.getRecords())));
      return;
    }
    try {
      Records records =
          Records.open(sql, CscSettings.recordsSchema(options), CscSettings.scope(options));
      records.check();
      List<String> missing = records.missingRights();
      checks.add(
          missing.isEmpty()
              ? Check.ok("records", "tables are there and may be written")
              : Check.fail(
                  "records",
                  "This user lacks " + String.join(", ", missing) + ".",
                  RIGHTS,
                  ExitCode.DATABASE));
      if (missing.isEmpty()) {
        checks.add(lock(records));
      }
    } catch (UserMistakeException e) {
      checks.add(Check.fail("records", e.getMessage(), "", ExitCode.MISTAKE));
    } catch (IllegalArgumentException e) {
      checks.add(Check.fail("records", "--recordsSchema: " + e.getMessage(), "", ExitCode.MISTAKE));
    } catch (SchemaProblem e) {
      checks.add(Check.fail("records", e.getMessage(), "", ExitCode.TABLE_UNFIT));
    } catch (DatabaseException e) {
      checks.add(Check.fail("records", e.getMessage(), RIGHTS, ExitCode.DATABASE));
    }
  }

  /** It is not opened, because only one process at a time may have it open. */
  private static Check recordsInFiles(Path directory) {
    if (!Files.exists(directory)) {
      return Check.skipped("records", directory + " is made by the first run");
    }
    return Files.isDirectory(directory) && Files.isWritable(directory)
        ? Check.ok("records", "in " + directory)
        : Check.fail(
            "records",
            directory + " is no directory this user may write into.",
            "Correct --records or its permissions.",
            ExitCode.MISTAKE);
  }

  private static Check lock(Records records) {
    LeaseHolder holder = records.holder().orElse(null);
    return holder == null || !holder.live()
        ? Check.ok("lock", "free")
        : Check.warn(
            "lock",
            "run " + holder.runId() + " on " + holder.host() + " has it until " + holder.until(),
            "A run started now would be refused; wait until that one ends.");
  }

  private void schema(StagingTable staging) {
    StagingSurvey survey = staging.survey();
    checks.add(
        Check.ok(
            "columns",
            "all that are needed; person_id is "
                + staging.personWidth()
                + " wide"
                + (survey.isPersonIndexed() ? " and has an index" : ", without an index")));
    for (String warning : staging.warns()) {
      checks.add(Check.warn("columns", warning, ""));
    }
    Map<String, Long> counts = survey.counts();
    checks.add(
        Check.ok(
            "rows",
            counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                    .map(count -> count.getValue() + " " + count.getKey())
                    .collect(Collectors.joining(", "))));
    long repeated = survey.repeatedPersons();
    if (repeated > 0) {
      checks.add(
          Check.warn(
              "repeated persons",
              repeated + " ids of persons stand in more than one row.",
              "Ask who fills the table; the receiver can hold one record of a child."));
    }
    checks.add(sample(staging));
  }

  private static Check sample(StagingTable staging) {
    List<StagingRow> rows = staging.pages().limit(SAMPLED_PAGES).flatMap(List::stream).toList();
    Map<String, Long> unreadable = RowSample.unreadable(rows);
    if (unreadable.isEmpty()) {
      return Check.ok("payloads", "the first " + rows.size() + " can be read");
    }
    return Check.warn(
        "payloads",
        "Of the first "
            + rows.size()
            + ": "
            + unreadable.entrySet().stream()
                .map(reason -> reason.getValue() + " rows: " + reason.getKey())
                .collect(Collectors.joining("; "))
            + ".",
        "They are not sent; 'purlin csc --dryRun' lists them in quarantine.csv.");
  }
}
