package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code purlin csc ddl}. */
class CscDdlTest {

  @TempDir Path directory;
  private CscOffice office;

  @BeforeEach
  void open() throws IOException, SQLException {
    office = CscOffice.open(directory, 3);
  }

  @AfterEach
  void close() throws SQLException {
    office.close();
  }

  @Test
  void itNeedsNoDatabaseAndNoOtherOption() {
    office.environment.clear();

    assertThat(office.type("csc", "ddl"), is(0));

    assertThat(
        office.out,
        containsString(
            "  [scope] NCHAR(32) COLLATE Latin1_General_BIN2 NOT NULL,\n  [run_id] NVARCHAR(64)"));
    assertThat(
        office.out,
        endsWith(
            """

            -- What the user that sends needs, and no more. Put its name for [sender], or give --user.
            -- GRANT SELECT, UPDATE ON [ssd_api_data_staging] TO [sender];
            -- GRANT SELECT, INSERT, UPDATE ON [purlin_csc_accepted] TO [sender];
            -- GRANT SELECT, INSERT, UPDATE, DELETE ON [purlin_csc_outbox] TO [sender];
            -- GRANT SELECT, INSERT, UPDATE ON [purlin_csc_history] TO [sender];
            -- GRANT SELECT, INSERT, UPDATE ON [purlin_csc_lock] TO [sender];
            """));
    assertThat(office.err, is(""));
  }

  @Test
  void aUserAndASchemaAreNamedInTheGrants() {
    assertThat(
        office.type(
            "csc",
            "ddl",
            "--table=dbo.staging",
            "--recordsSchema=sender",
            "--user=COUNCIL\\svc]csc"),
        is(0));

    assertThat(
        office.out,
        containsString("\nGRANT SELECT, UPDATE ON [dbo].[staging] TO [COUNCIL\\svc]]csc];"));
    assertThat(
        office.out,
        containsString(
            "\nGRANT SELECT, INSERT, UPDATE, DELETE ON [sender].[purlin_csc_outbox] TO"
                + " [COUNCIL\\svc]]csc];"));
  }

  @Test
  void whatIsPrintedIsAllThatANightNeeds() throws SQLException {
    office.run("CREATE USER [NIGHT] PASSWORD 'Not-A-Secret-1'");
    assertThat(office.type("csc", "ddl", "--for=h2", "--user=NIGHT"), is(0));
    runAll(office.out);
    office.signInAs("NIGHT", "Not-A-Secret-1");

    int exitCode = office.type("csc", "--minInterval=PT0S", "--output=" + directory.resolve("o"));
    assertThat(office.err, exitCode, is(0));

    assertThat(office.receiver.posts().size(), is(1));
    assertThat(office.err, not(containsString("WARN")));
  }

  @Test
  void aSchemaOfTheirOwnIsMadeInABatchOfItsOwn() {
    assertThat(office.type("csc", "ddl", "--recordsSchema=sender"), is(0));
    assertThat(
        office.out,
        startsWith(
            """
            -- The sender's own tables. Run once, as a user who may create tables.
            -- Their schema, where it is missing; purlin csc needs --recordsSchema, too.

            IF SCHEMA_ID(N'sender') IS NULL EXEC(N'CREATE SCHEMA [sender]');

            CREATE TABLE [sender].[purlin_csc_accepted] (
            """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--recordsSchema=dbo",
        "--table=DBO.staging",
        "--table=own.staging",
        "--table=own.staging --recordsSchema=Own"
      })
  void aSchemaThatIsThereIsNotMade(String flags) {
    assertThat(office.type(("csc ddl " + flags).strip().split(" ")), is(0));
    assertThat(office.out, not(containsString("SCHEMA")));
  }

  @Test
  void aNightWorksInASchemaOfItsOwn() throws SQLException {
    office.run("CREATE USER [NIGHT] PASSWORD 'Not-A-Secret-1'");
    assertThat(
        office.type("csc", "ddl", "--for=h2", "--recordsSchema=sender", "--user=NIGHT"), is(0));
    // Made a second time, it is left as it is.
    office.run("CREATE SCHEMA IF NOT EXISTS [sender]");
    runAll(office.out);
    office.signInAs("NIGHT", "Not-A-Secret-1");

    int exitCode =
        office.type(
            "csc",
            "--minInterval=PT0S",
            "--recordsSchema=sender",
            "--output=" + directory.resolve("o"));
    assertThat(office.err, exitCode, is(0));

    assertThat(office.receiver.posts().size(), is(1));
  }

  private void runAll(String statements) throws SQLException {
    for (String statement : statements.split(";\n", -1)) {
      if (!statement.isBlank()) {
        office.run(statement);
      }
    }
  }

  @Test
  void aWrongNameIsRefused() {
    assertThat(office.type("csc", "ddl", "--table=a; DROP TABLE b"), is(2));
    assertThat(
        office.err,
        is(
            "ERROR Nothing was run: --table: A table must look like name or schema.name, of letters,"
                + " digits and underscores, but was: a; DROP TABLE b\n"));
    assertThat(office.type("csc", "ddl", "--recordsSchema=a]"), is(2));
    assertThat(office.err, containsString("--recordsSchema: A table must look like"));
  }

  @Test
  void theHelpPageShowsHowToUseIt() {
    assertThat(office.type("csc", "ddl", "--help"), is(0));
    assertThat(office.out, containsString("# For the database administrator; needs no database"));
    assertThat(office.out, containsString("--user='COUNCIL\\svc-csc'"));
  }
}
