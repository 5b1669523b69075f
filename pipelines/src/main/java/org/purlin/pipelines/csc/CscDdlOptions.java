package org.purlin.pipelines.csc;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.CommandOptions;

/** Options of {@link PrintCscDdl}. */
@Description("Prints the statements that make the sender's tables.")
public interface CscDdlOptions extends CommandOptions {

  /** Whose SQL is printed. */
  enum Database {
    SQLSERVER,
    H2
  }

  @Description("Whose SQL: sqlserver (also Azure SQL), or h2, the database of the demo.")
  @Default.Enum("SQLSERVER")
  Database getFor();

  void setFor(Database value);

  @Description("Staging table the sender reads and writes back into, as name or schema.name.")
  @Default.String("ssd_api_data_staging")
  String getTable();

  void setTable(String value);

  @Description("Schema of the sender's tables. When not given, the staging table's.")
  String getRecordsSchema();

  void setRecordsSchema(String value);

  @Description(
      "Database user that sends, as the grants name it. When not given, the grants are printed as"
          + " comments, with [sender] in its place.")
  String getUser();

  void setUser(String value);
}
