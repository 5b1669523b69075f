package org.purlin.io.staging;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.purlin.io.staging.DatabaseException.Kind;

@Timeout(120)
class SqlTest {

  @TempDir Path directory;

  @Test
  void aServerThatDoesNotListenIsUnreachableAtOnce() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    SqlSettings settings =
        TestDatabase.settings(
            "jdbc:sqlserver://127.0.0.1:"
                + port
                + ";databaseName=db;user=someone;password=Pass-word-1");
    try (Sql sql = Sql.open(settings)) {
      DatabaseException failure =
          assertTimeout(
              Duration.ofSeconds(12),
              () -> assertThrows(DatabaseException.class, () -> touch(sql)));

      assertThat(failure.kind(), is(Kind.UNREACHABLE));
      assertThat(
          failure.getMessage(),
          is(
              "The database 127.0.0.1,"
                  + port
                  + "/db cannot be reached, or the connection was lost. Check server, port and"
                  + " firewall. (SQL state 08S01, error 0, SQLServerException)"));
      assertThat(failure.getCause(), is(nullValue()));
    }
  }

  @Test
  void aWrongPasswordIsALoginRefusedAndIsNotRepeatedToAnybody() {
    String address = "jdbc:h2:mem:sqltest;USER=someone;PASSWORD=";
    try (Sql right = Sql.open(TestDatabase.settings(address + "Right-Word-1"));
        Sql wrong = Sql.open(TestDatabase.settings(address + "Wrong-Word-1"))) {
      touch(right);
      DatabaseException failure = assertThrows(DatabaseException.class, () -> touch(wrong));

      assertThat(failure.kind(), is(Kind.LOGIN_REFUSED));
      assertThat(failure.sqlState(), is("28000"));
      assertThat(failure.errorCode(), is(28000));
      assertThat(
          failure.getMessage(),
          is(
              "The database H2 database mem:sqltest did not let this user in. Check user, password"
                  + " and that the user may open this database. (SQL state 28000, error 28000,"
                  + " JdbcSQLInvalidAuthorizationSpecException)"));
    }
  }

  @Test
  void whatAUserMayNotDoIsNamedAsMissingRights() {
    try (TestDatabase database = TestDatabase.open(Product.H2)) {
      database.run("CREATE TABLE " + database.table("t").quoted() + " ([id] INT)");
      database.run("CREATE USER \"GUEST\" PASSWORD 'Guest-Word-1'");
      String guests = Target.of(database.settings()).url() + ";USER=GUEST;PASSWORD=Guest-Word-1";
      try (Sql guest = Sql.open(TestDatabase.settings(guests))) {
        DatabaseException failure =
            assertThrows(DatabaseException.class, () -> count(guest, database.table("t")));

        assertThat(failure.kind(), is(Kind.NO_RIGHTS));
      }
      database.run("DROP USER \"GUEST\"");
    }
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aValueTheDatabaseRefusesIsNotRepeated(Product product) {
    try (TestDatabase database = TestDatabase.open(product)) {
      database.run("CREATE TABLE " + database.table("t").quoted() + " ([name] NVARCHAR(5))");
      DatabaseException failure =
          assertThrows(
              DatabaseException.class,
              () ->
                  database.run(
                      "INSERT INTO " + database.table("t").quoted() + " VALUES (?)",
                      "Childs-Name"));

      assertThat(failure.kind(), is(Kind.OTHER));
      assertThat(failure.getMessage(), not(containsString("Childs-Name")));
      assertThat(failure.getCause(), is(nullValue()));
    }
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void workThatFailsLeavesNothingBehind(Product product) {
    try (TestDatabase database = TestDatabase.open(product)) {
      TableName table = database.table("t");
      database.run("CREATE TABLE " + table.quoted() + " ([id] INT)");
      AtomicInteger tries = new AtomicInteger();

      assertThrows(
          IllegalStateException.class,
          () ->
              database
                  .sql()
                  .transaction(
                      connection -> {
                        tries.incrementAndGet();
                        add(connection, table, 1);
                        throw new IllegalStateException("no");
                      }));

      assertThat(tries.get(), is(1));
      assertThat(count(database.sql(), table), is(0));
    }
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void twoTransactionsInEachOthersWayBothEndWell(Product product) throws Exception {
    try (TestDatabase database = TestDatabase.open(product)) {
      TableName table = database.table("t");
      database.run("CREATE TABLE " + table.quoted() + " ([id] INT PRIMARY KEY, [n] INT)");
      database.run("INSERT INTO " + table.quoted() + " VALUES (1, 0), (2, 0)");
      CyclicBarrier bothHaveOne = new CyclicBarrier(2);

      CompletableFuture<Integer> one =
          CompletableFuture.supplyAsync(() -> raiseBoth(database.sql(), table, 1, 2, bothHaveOne));
      CompletableFuture<Integer> other =
          CompletableFuture.supplyAsync(() -> raiseBoth(database.sql(), table, 2, 1, bothHaveOne));
      int tries = one.get(60, TimeUnit.SECONDS) + other.get(60, TimeUnit.SECONDS);

      assertThat("one had to try again", tries > 2, is(true));
      assertThat(
          database.query("SELECT [id], [n] FROM " + table.quoted() + " ORDER BY [id]"),
          contains(List.of("1", "2"), List.of("2", "2")));
    }
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aRowThatStaysLockedIsGivenUpAfterSomeTries(Product product) throws SQLException {
    try (TestDatabase database = TestDatabase.open(product)) {
      TableName table = database.table("t");
      database.run("CREATE TABLE " + table.quoted() + " ([id] INT PRIMARY KEY, [n] INT)");
      database.run("INSERT INTO " + table.quoted() + " VALUES (1, 0)");
      AtomicInteger tries = new AtomicInteger();
      try (Connection holder = database.connection()) {
        raise(holder, table, 1);
        DatabaseException failure =
            assertThrows(
                DatabaseException.class,
                () ->
                    database
                        .sql()
                        .transaction(
                            connection -> {
                              tries.incrementAndGet();
                              return raise(connection, table, 1);
                            }));

        assertThat(failure.kind(), is(Kind.OTHER));
        assertThat(
            failure.getMessage(),
            containsString("stayed locked by somebody else, also after several tries"));
        assertThat(tries.get(), is(5));
        holder.rollback();
      }
    }
  }

  @Test
  void aConnectionThatIsLostIsMadeAnewAndTheWorkDoneAgain() {
    try (Sql sql = Sql.open(SqlSettings.ofFiles(directory))) {
      TableName table = new TableName(null, "t");
      sql.transaction(
          connection ->
              connection.createStatement().execute("CREATE TABLE [t] ([id] INT PRIMARY KEY)"));
      AtomicInteger tries = new AtomicInteger();

      sql.transaction(
          connection -> {
            if (tries.incrementAndGet() == 1) {
              try (Connection other = sql.dataSource().getConnection()) {
                other.createStatement().execute("SHUTDOWN IMMEDIATELY");
              }
            }
            return add(connection, table, tries.get());
          });

      assertThat(tries.get(), is(2));
      assertThat(count(sql, table), is(1));
    }
  }

  private static int raiseBoth(
      Sql sql, TableName table, int first, int second, CyclicBarrier bothHaveOne) {
    AtomicInteger tries = new AtomicInteger();
    sql.transaction(
        connection -> {
          raise(connection, table, first);
          if (tries.incrementAndGet() == 1) {
            meet(bothHaveOne);
          }
          return raise(connection, table, second);
        });
    return tries.get();
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int raise(Connection connection, TableName table, int id) throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE " + table.quoted() + " SET [n] = [n] + 1 WHERE [id] = ?")) {
      update.setInt(1, id);
      return update.executeUpdate();
    }
  }

  private static int add(Connection connection, TableName table, int id) throws SQLException {
    try (var insert =
        connection.prepareStatement("INSERT INTO " + table.quoted() + " ([id]) VALUES (?)")) {
      insert.setInt(1, id);
      return insert.executeUpdate();
    }
  }

  private static int count(Sql sql, TableName table) {
    return sql.transaction(
        connection -> {
          try (var select = connection.prepareStatement("SELECT COUNT(*) FROM " + table.quoted());
              var row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
          }
        });
  }

  private static void touch(Sql sql) {
    sql.transaction(Connection::getCatalog);
  }
}
