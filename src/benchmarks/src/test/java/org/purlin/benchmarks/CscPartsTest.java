package org.purlin.benchmarks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.csc.Records;
import org.purlin.io.staging.Product;

/** The parts of the CSC benchmark, without its clock. */
class CscPartsTest {

  private static final int CHILDREN = 120;

  @TempDir Path work;

  private CscSite site;

  @BeforeEach
  void startSite() throws Exception {
    site = CscSite.start(work.resolve("database"), CHILDREN);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : Records.ddl("dbo", Product.H2)) {
        if (!sql.startsWith("--")) {
          statement.execute(sql);
        }
      }
    }
  }

  @AfterEach
  void stopSite() throws Exception {
    site.close();
  }

  @Test
  void theLoopSendsEveryChildAndThenWhatChanged() throws Exception {
    CscLoop.run(site.environment());
    site.check();
    site.night(30);
    assertThrows(IOException.class, site::check);

    CscLoop.run(site.environment());

    site.check();
    assertThat(count("[submission_status] = 'sent'"), is(CHILDREN));
  }

  @Test
  void aTableMayBeSaidToHaveBeenSent() throws Exception {
    site.sayEverythingWasSent();

    assertThat(
        count("[submission_status] = 'sent' AND [previous_json_payload] = [json_payload]"),
        is(CHILDREN));
  }

  @Test
  void allPayloadsAreRead() throws Exception {
    Commands commands = new Commands();

    ChildProcess.run(
        commands.java(CscReadOnly.class), site.environment(), work.resolve("characters"));

    assertThat(
        Files.readString(work.resolve("characters")).strip(),
        is(text("SELECT SUM(CHAR_LENGTH([json_payload])) FROM [dbo].[ssd_api_data_staging]")));
  }

  @Test
  void bodiesThatAreThereAlreadyArePosted() throws Exception {
    Path bodies = Files.createDirectories(work.resolve("bodies"));
    String child = text("SELECT MIN([json_payload]) FROM [dbo].[ssd_api_data_staging]");
    Files.writeString(bodies.resolve("batch-00001.json"), "[" + child + "]");
    Files.writeString(bodies.resolve("others.csv"), "is no body");

    ChildProcess.run(
        new Commands().java(CscPostOnly.class, bodies), site.environment(), work.resolve("log"));

    assertThat(new CscPosts(site.environment()).post("[" + child + "]").size(), is(1));
    IOException refused =
        assertThrows(IOException.class, () -> new CscPosts(site.environment()).post("[]"));
    assertThat(refused.getMessage(), startsWith("The receiver answered 400"));
  }

  private int count(String condition) throws Exception {
    return Integer.parseInt(
        text("SELECT COUNT(*) FROM [dbo].[ssd_api_data_staging] WHERE " + condition));
  }

  private String text(String query) throws Exception {
    try (Connection connection = connect();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private Connection connect() throws Exception {
    return DriverManager.getConnection(site.environment().get("SQL_CONN_STR"));
  }
}
