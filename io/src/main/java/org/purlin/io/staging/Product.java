package org.purlin.io.staging;

/** The databases spoken to. Everything but definitions of tables means the same on both. */
public enum Product {
  /** SQL Server 2016 to 2022, and Azure SQL. */
  SQL_SERVER,
  /** H2 in its mode {@code MSSQLServer}: the demo, the tests, and records kept in files. */
  H2
}
