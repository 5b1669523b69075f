/**
 * SQL Server, and the staging table of the children's social care submission.
 *
 * <p>{@link org.purlin.io.staging.Sql} speaks to SQL Server 2016 to 2022 and Azure SQL, and to H2
 * in its mode {@code MSSQLServer}. Statements are parameterised and mean the same on all of them:
 * no MERGE, no lock hints, no hashing in the database; states are compared without case.
 *
 * <p>{@link org.purlin.io.staging.StagingTable} reads the table that a populate script fills every
 * night with one JSON text per child, and writes back what became of each. That script may run at
 * any moment, so a row is written only if it is still what was read.
 */
package org.purlin.io.staging;
