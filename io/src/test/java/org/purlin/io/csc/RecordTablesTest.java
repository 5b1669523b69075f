package org.purlin.io.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.purlin.io.staging.Product;
import org.purlin.io.staging.SchemaProblem;
import org.purlin.io.staging.TestDatabase;

class RecordTablesTest {

  private static final Scope SCOPE = new Scope("999", "staging", "https://receiver.test/1");

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void missingTablesAreNamedAndOnlyThoseAreMade(Product product) {
    try (TestDatabase database = TestDatabase.open(product)) {
      Records records = Records.open(database.sql(), database.schema(), SCOPE);
      database.run(Records.ddl(database.schema(), product).get(1));

      SchemaProblem problem = assertThrows(SchemaProblem.class, records::check);

      assertThat(
          problem.getMessage(),
          is(
              "The sender's own tables are missing in "
                  + database.sql().shown()
                  + ": purlin_csc_accepted, purlin_csc_history, purlin_csc_lock. Have an"
                  + " administrator run what 'purlin csc ddl' prints, or give --createTables if"
                  + " this user may make tables."));
      records.createTables();
      records.createTables();
      assertDoesNotThrow(records::check);
    }
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void runsThatMakeTheTablesAtOnceDoNotFailOneAnother(Product product) throws Exception {
    for (int round = 0; round < 10; round++) {
      try (TestDatabase database = TestDatabase.open(product)) {
        int runs = 8;
        CyclicBarrier together = new CyclicBarrier(runs);
        ExecutorService threads = Executors.newFixedThreadPool(runs);
        try {
          List<Callable<Void>> first =
              Collections.nCopies(
                  runs,
                  () -> {
                    Records records = Records.open(database.sql(), database.schema(), SCOPE);
                    together.await(20, TimeUnit.SECONDS);
                    records.createTables();
                    records.check();
                    return null;
                  });
          for (Future<Void> run : threads.invokeAll(first, 60, TimeUnit.SECONDS)) {
            run.get();
          }
        } finally {
          threads.shutdownNow();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aSchemaIsMadeWhereItIsMissingAndElseLeftAsItIs(Product product) {
    try (TestDatabase database = TestDatabase.open(product)) {
      String own = database.schema() + "_own";
      Records records = Records.open(database.sql(), own, SCOPE);
      database.run(Records.createSchema(own, product));
      try {
        records.createTables();
        database.run(Records.createSchema(own, product));
        assertDoesNotThrow(records::check);
      } finally {
        for (RecordTables table : RecordTables.values()) {
          database.run("DROP TABLE " + table.in(own));
        }
        database.run("DROP SCHEMA [" + own + "]");
      }
    }
  }

  @Test
  void sqlServerMakesASchemaInABatchOfItsOwn() {
    assertThat(
        Records.createSchema("sender", Product.SQL_SERVER),
        is("IF SCHEMA_ID(N'sender') IS NULL EXEC(N'CREATE SCHEMA [sender]')"));
    assertThrows(
        IllegalArgumentException.class, () -> Records.createSchema("a') DROP", Product.SQL_SERVER));
  }

  @Test
  void sqlServerKeepsKeysInBinaryOrder() {
    assertThat(
        Records.ddl("dbo", Product.SQL_SERVER).get(3),
        is(
            """
            CREATE TABLE [dbo].[purlin_csc_lock] (
              [scope] NCHAR(32) COLLATE Latin1_General_BIN2 NOT NULL,
              [run_id] NVARCHAR(64) NULL,
              [host] NVARCHAR(255) NULL,
              [process_space] NVARCHAR(255) NULL,
              [pid] BIGINT NULL,
              [process_start] DATETIME2(3) NULL,
              [taken_at] DATETIME2(3) NULL,
              [until_at] DATETIME2(3) NULL,
              [version] BIGINT NOT NULL,
              CONSTRAINT [pk_purlin_csc_lock] PRIMARY KEY ([scope])
            )"""));
    assertThat(
        Records.ddl(null, Product.SQL_SERVER).get(0),
        containsString("[child_hash] NCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL"));
    assertThat(
        Records.ddl(null, Product.SQL_SERVER).get(1),
        containsString("[batch_id] NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL"));
  }

  @Test
  void theRightsAreCommentsAndNoMoreThanNeeded() {
    assertThat(
        Records.ddl("dbo", Product.SQL_SERVER),
        hasItems(
            "-- GRANT SELECT, UPDATE ON [staging] TO [sender]",
            "-- GRANT SELECT, INSERT, UPDATE ON [dbo].[purlin_csc_accepted] TO [sender]",
            "-- GRANT SELECT, INSERT, UPDATE, DELETE ON [dbo].[purlin_csc_outbox] TO [sender]"));
    assertThat(
        Records.ddl(null, Product.H2),
        hasItem("-- GRANT SELECT, INSERT, UPDATE ON [purlin_csc_lock] TO [sender]"));
    assertThrows(IllegalArgumentException.class, () -> Records.ddl("dbo]; x", Product.H2));
  }
}
