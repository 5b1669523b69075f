package org.purlin.io.staging;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purlin.io.staging.DatabaseException.Kind;

class FailureTest {

  @ParameterizedTest
  @CsvSource({
    // SQL Server, with the states its driver makes of them.
    "S0001, 18456, LOGIN_REFUSED, false",
    "S0001, 4060, LOGIN_REFUSED, false",
    "S0005, 229, NO_RIGHTS, false",
    "S0002, 208, NO_SUCH_OBJECT, false",
    "S0001, 207, NO_SUCH_OBJECT, false",
    "40001, 1205, OTHER, true",
    "S0051, 1222, OTHER, true",
    "23000, 2627, OTHER, false",
    "08S01, 0, UNREACHABLE, false",
    "08006, 0, UNREACHABLE, false",
    "S0001, 40613, UNREACHABLE, false",
    // H2.
    "28000, 28000, LOGIN_REFUSED, false",
    "90096, 90096, NO_RIGHTS, false",
    "42S02, 42102, NO_SUCH_OBJECT, false",
    "42S22, 42122, NO_SUCH_OBJECT, false",
    "40001, 40001, OTHER, true",
    "HYT00, 50200, OTHER, true",
    "90131, 90131, OTHER, true",
    "90067, 90067, UNREACHABLE, false",
    "23505, 23505, OTHER, false",
    ", 0, OTHER, false"
  })
  void codesSayWhatIsInTheWay(String state, int code, Kind kind, boolean mayBeRepeated) {
    SQLException e = new SQLException("Login failed for user 'someone'", state, code);

    assertThat(Failure.kind(e), is(kind));
    assertThat(Failure.mayBeRepeated(e), is(mayBeRepeated));
    DatabaseException failure = Failure.exception(e, "sql.test/db");
    assertThat(failure.kind(), is(kind));
    assertThat(failure.getMessage(), not(containsString("someone")));
    assertThat(failure.getMessage(), containsString("sql.test/db"));
    assertThat(failure.getMessage(), containsString("(SQL state " + state + ", error " + code));
  }

  @Test
  void aCertificateThatIsNotTrustedIsSaidToBeThat() {
    SQLException e = new SQLException("no", "08S01", new SSLHandshakeException("no"));

    assertThat(
        Failure.exception(e, "sql.test/db").getMessage(),
        startsWith(
            "No encrypted connection to sql.test/db comes about. Its certificate must be one this"
                + " machine trusts, for this server name."));
  }

  @Test
  void aMissingDriverFileForIntegratedSecurityIsSaidToBeThat() {
    SQLException e = new SQLException("no", null, new UnsatisfiedLinkError("no"));

    assertThat(
        Failure.exception(e, "sql.test/db").getMessage(),
        startsWith("Integrated security for sql.test/db needs the file mssql-jdbc_auth"));
  }

  @Test
  void aStatementThatTookTooLongIsSaidToBeThat() {
    assertThat(
        Failure.exception(new SQLTimeoutException("no"), "sql.test/db").getMessage(),
        startsWith("A statement took too long in sql.test/db."));
  }

  @Test
  void whatThePoolSaysAroundTheDriverIsNotTheCause() {
    SQLException driver = new SQLException("no", "28000", 28000);

    assertThat(Failure.ofDriver(new SQLException("pool", driver)), is(driver));
    assertThat(Failure.ofDriver(driver), is(driver));
  }
}
