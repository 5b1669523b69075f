package org.purlin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** Receiver and staging table. */
final class CscSite implements AutoCloseable {

  private final StandIn standIn;

  private CscSite(StandIn standIn) {
    this.standIn = standIn;
  }

  /**
   * Starts it, with a database in files.
   *
   * @param directory where there is no database yet
   */
  static CscSite start(Path directory, int children) throws IOException {
    return new CscSite(
        StandIn.start("csc", "--table=live", "--children=" + children, "--directory=" + directory));
  }

  /** What a sender needs to know, under the names it reads. */
  Map<String, String> environment() {
    return standIn.environment();
  }

  /** Lets a night pass in which so many children change. */
  void night(int changed) throws IOException, InterruptedException {
    standIn.post("/_sandbox/nights", "{\"changed\":" + changed + "}");
  }

  /** Fails unless the receiver holds every child as it is today. */
  void check() throws IOException, InterruptedException {
    for (String model : new String[] {"merge", "replace"}) {
      JsonNode wrong = standIn.get("/_sandbox/wrong?live=true&model=" + model);
      if (!wrong.isEmpty()) {
        throw new IOException("The receiver (" + model + ") holds other children: " + wrong);
      }
    }
  }

  /** Makes the table what it would be if another sender had sent all of it. */
  void sayEverythingWasSent() throws SQLException {
    try (Connection connection = DriverManager.getConnection(environment().get("SQL_CONN_STR"))) {
      connection
          .createStatement()
          .executeUpdate(
              "UPDATE [dbo].[ssd_api_data_staging] SET [submission_status] = 'sent',"
                  + " [row_state] = 'unchanged', [previous_json_payload] = [json_payload]");
    }
  }

  @Override
  public void close() {
    standIn.close();
  }
}
