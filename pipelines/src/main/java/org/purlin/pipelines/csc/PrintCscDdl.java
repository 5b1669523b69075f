package org.purlin.pipelines.csc;

import java.util.List;
import java.util.Map;
import org.purlin.io.csc.Records;
import org.purlin.io.staging.Product;
import org.purlin.io.staging.TableName;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.Verdict;

/** Prints what an administrator runs once, so that the sender needs no right to make tables. */
public final class PrintCscDdl implements Command<CscDdlOptions> {

  /** Stands for the user where none is given. */
  private static final String SOMEONE = "sender";

  @Override
  public String verb() {
    return "csc ddl";
  }

  @Override
  public String summary() {
    return "Print the statements that make the sender's tables, and the rights it needs.";
  }

  @Override
  public Class<CscDdlOptions> options() {
    return CscDdlOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # For the database administrator; needs no database
        purlin csc ddl --table=dbo.ssd_api_data_staging > purlin.sql""",
        """
        # In a schema of their own, with the grants for a service account
        purlin csc ddl --recordsSchema=purlin --user='COUNCIL\\svc-csc'""");
  }

  @Override
  public Map<String, String> aliases() {
    return Map.of("TABLE_NAME", "table");
  }

  @Override
  public Verdict run(CscDdlOptions options, Console console) {
    TableName staging = CscSettings.tableName("--table", options.getTable());
    String schema =
        options.getRecordsSchema() == null ? staging.schema() : options.getRecordsSchema();
    Product product =
        options.getFor() == CscDdlOptions.Database.H2 ? Product.H2 : Product.SQL_SERVER;
    boolean named = options.getUser() != null;
    try {
      console.line("-- The sender's own tables. Run once, as a user who may create tables.");
      if (isOfTheirOwn(options.getRecordsSchema(), staging)) {
        console.line(
            "-- Their schema, where it is missing; purlin csc needs --recordsSchema, too.");
        console.line("\n" + Records.createSchema(schema, product) + ";");
      }
      for (String statement : Records.ddl(schema, product)) {
        if (!statement.startsWith("--")) {
          console.line("\n" + statement + ";");
        }
      }
      console.line(
          "\n-- What the user that sends needs, and no more."
              + (named ? "" : " Put its name for [" + SOMEONE + "], or give --user."));
      for (String grant :
          Records.grants(schema, staging, named ? options.getUser().strip() : SOMEONE)) {
        console.line((named ? "" : "-- ") + grant + ";");
      }
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("--recordsSchema: " + e.getMessage());
    }
    return Verdict.DONE;
  }

  /** Whether the tables are in a schema that is perhaps not there yet. */
  private static boolean isOfTheirOwn(String schema, TableName staging) {
    return schema != null
        && !schema.equalsIgnoreCase(CscSettings.USUAL_SCHEMA)
        && !schema.equalsIgnoreCase(staging.schema());
  }
}
