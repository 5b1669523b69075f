package org.purlin.pipelines.csc;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.CloudOptions;
import org.purlin.pipelines.SecretReference;
import org.purlin.pipelines.WorkerPlace;

/** Where the staging table and the sender's records are. */
public interface CscDatabaseOptions extends CloudOptions {

  @Description("Code of the local authority, three digits.")
  String getLaCode();

  void setLaCode(String value);

  @Description(
      "Base address of the receiver, up to and with its version:"
          + " https://…/children-in-social-care-data-receiver/1, with -test before the version for"
          + " the test service. What was accepted is remembered for each address apart.")
  String getEndpoint();

  void setEndpoint(String value);

  @Description(
      "Staging table, as name or schema.name. One whose name ends in _anon holds made-up children"
          + " and goes to the test service only.")
  @Default.String("ssd_api_data_staging")
  String getTable();

  void setTable(String value);

  @Description(
      "SQL Server, as host, host\\instance or host,port. The driver signs in as the Windows user"
          + " unless --dbUser is given.")
  String getServer();

  void setServer(String value);

  @Description("Database on --server.")
  String getDatabase();

  void setDatabase(String value);

  @Description("Where the name of a SQL login is.")
  @SecretReference
  String getDbUser();

  void setDbUser(String value);

  @Description("Where the password of the SQL login is.")
  @SecretReference
  String getDbPassword();

  void setDbPassword(String value);

  @Description(
      "Where a whole connection string is, instead of --server and --database: the JDBC form"
          + " (jdbc:sqlserver://…) or the ODBC form (DRIVER={…};SERVER=…;DATABASE=…).")
  @SecretReference
  String getSqlConnStr();

  void setSqlConnStr(String value);

  @Description(
      "Accept the database server's certificate whoever signed it. Whoever is in between can then"
          + " read the children's records; better install the authority's certificate.")
  @Default.Boolean(false)
  boolean isTrustServerCertificate();

  void setTrustServerCertificate(boolean value);

  @Description(
      "Where the sender keeps what was accepted: tables beside the staging table, or, where no"
          + " tables are granted, a directory on this machine.")
  @Default.String("tables")
  @WorkerPlace(except = "tables")
  String getRecords();

  void setRecords(String value);

  @Description("Schema of the sender's tables. When not given, the staging table's.")
  String getRecordsSchema();

  void setRecordsSchema(String value);
}
