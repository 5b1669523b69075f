package org.purlin.io.staging;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Masker;
import org.purlin.io.secret.Secret;

class SqlSettingsTest {

  /** What every connection to SQL Server has; the tests look at the rest. */
  private static final Map<String, String> ALWAYS =
      Map.of(
          "trustServerCertificate",
          "false",
          "applicationName",
          "Purlin",
          "loginTimeout",
          "15",
          "socketTimeout",
          "180000",
          "lockTimeout",
          "20000",
          "connectRetryCount",
          "0",
          "sendStringParametersAsUnicode",
          "true");

  @Test
  void theOdbcFormPeopleHaveIsRead() {
    assertThat(
        read(
            "DRIVER={ODBC Driver 17 for SQL Server};SERVER=sql.test\\inst,1433;DATABASE=db;"
                + "UID=someone;PWD=Pass-word-1;Encrypt=yes;TrustServerCertificate=no"),
        is(
            with(
                "serverName", "sql.test",
                "instanceName", "inst",
                "portNumber", "1433",
                "databaseName", "db",
                "user", "someone",
                "password", "Pass-word-1",
                "encrypt", "true")));
  }

  @Test
  void keysMayBeInAnyCaseWithBlanksAndAdoNetsWords() {
    assertThat(
        read(
            " driver = {SQL Server} ; Data Source = tcp:sql.test , 14330 ;initial CATALOG= my db ;"
                + "Integrated Security = SSPI;MARS_Connection=yes;App=Mine;"),
        is(
            with(
                "serverName", "sql.test",
                "portNumber", "14330",
                "databaseName", "my db",
                "integratedSecurity", "true",
                "authenticationScheme", "JavaKerberos",
                "applicationName", "Mine")));
  }

  @Test
  void theJdbcFormIsRead() {
    assertThat(
        read(
            "jdbc:sqlserver://sql.test\\inst:1433;databaseName=db;user=someone;"
                + "password={p;w}}={x};encrypt=strict;hostNameInCertificate=*.test"),
        is(
            with(
                "serverName", "sql.test",
                "instanceName", "inst",
                "portNumber", "1433",
                "databaseName", "db",
                "user", "someone",
                "password", "p;w}={x",
                "encrypt", "strict",
                "hostNameInCertificate", "*.test")));
    assertThat(
        read(
            "JDBC:SQLServer://;serverName=sql.test;instanceName=i;portNumber=7;databaseName=db;"
                + "integratedSecurity=true;authenticationScheme=NTLM;domain=LA;user=u;"
                + "password=Pass-word-1;multiSubnetFailover=true"),
        is(
            with(
                "serverName", "sql.test",
                "instanceName", "i",
                "portNumber", "7",
                "databaseName", "db",
                "integratedSecurity", "true",
                "authenticationScheme", "NTLM",
                "domain", "LA",
                "user", "u",
                "password", "Pass-word-1",
                "multiSubnetFailover", "true")));
  }

  @Test
  void theAccountOfTheProcessTakesNoUserFromTheString() {
    assertThat(
        read("Server=(local);Database=db;Trusted_Connection=Yes;UID=u;PWD=Pass-word-1"),
        is(
            with(
                "serverName", "localhost",
                "databaseName", "db",
                "integratedSecurity", "true",
                "authenticationScheme", "JavaKerberos")));
  }

  @Test
  void partsGiveTheSame() {
    LocalEnvironment.add(Map.of("TEST_SQL_USER", "someone", "TEST_SQL_PASSWORD", "Pass;word=1"));
    SqlSettings settings =
        SqlSettings.ofServer(
                "sql.test,14330",
                "db;encrypt=false",
                Secret.parse("user", "env:TEST_SQL_USER"),
                Secret.parse("password", "env:TEST_SQL_PASSWORD"))
            .withTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(5));

    Map<String, String> expected =
        with(
            "serverName", "sql.test",
            "portNumber", "14330",
            "databaseName", "db;encrypt=false",
            "user", "someone",
            "password", "Pass;word=1",
            "loginTimeout", "3",
            "socketTimeout", "5000");
    assertThat(new TreeMap<>(Target.of(settings).properties()), is(expected));
    assertThat(Target.of(settings).url(), is("jdbc:sqlserver://"));
    assertThat(settings.shown(), is("sql.test,14330/db;encrypt=false"));
    assertThat(Masker.mask("the Pass;word=1 is"), is("the *** is"));
  }

  @Test
  void aUserWithoutPasswordIsRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> SqlSettings.ofServer("s", "d", Secret.parse("user", "env:U"), null));
    assertThat(
        refused.getMessage(), startsWith("A database login needs both a user and a password"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SERVER=s;DATABASE=d;UID=u;PWD=Pass-word-1;TrustServerCertificate=yes",
        "jdbc:sqlserver://s;databaseName=d;user=u;password=Pass-word-1;trustServerCertificate=TRUE"
      })
  void trustingAnyCertificateMustBeAllowedTwice(String text) {
    SqlSettings settings = TestDatabase.settings(text);

    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Target.of(settings));

    assertThat(
        refused.getMessage(),
        is(
            "The connection string asks to trust any certificate of the server"
                + " (TrustServerCertificate), so anybody in between could read what is sent. Leave"
                + " it out and have this machine trust the server's certificate, or allow it with"
                + " --trustServerCertificate as well."));
    assertThat(
        Target.of(settings.withTrustServerCertificate(true))
            .properties()
            .get("trustServerCertificate"),
        is("true"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SERVER=s;DATABASE=d;UID=u;PWD=Hidden;Value-9;x=Value-9| no key=value form",
        "SERVER=s;DATABASE=d;UID=u;PWD=Hidden;Value-9=x| a key that is not known",
        "SERVER=s;DATABASE=d;UID=u;PWD={Value-9| not closed",
        "SERVER=s;DATABASE=d;UID=u;PWD={Value}-9;x| goes on after its closing brace",
        "SERVER=s;DATABASE=d;UID=u;PWD=Value-9;PWD=Value-9| says twice what 'pwd' is",
        "SERVER=s;DATABASE=d;UID=u;PWD=Value-9;Password=x| says twice what 'password' is",
        "SERVER=s;DATABASE=d;UID=u| a user and a password",
        "SERVER=s;UID=u;PWD=Value-9| Which database of s?",
        "DATABASE=d;UID=u;PWD=Value-9| must look like host",
        "SERVER=np:\\\\Value-9\\pipe;DATABASE=d;UID=u;PWD=Value-9| no named pipes",
        "SERVER=s;Value-9:x;DATABASE=d;UID=u;PWD=p| no key=value form",
        "SERVER=s/Value-9;DATABASE=d;UID=u;PWD=p| must look like host",
        "DSN=Value-9;UID=u;PWD=Value-9| names a data source (DSN)",
        "SERVER=s;DATABASE=d;UID=u;PWD=p;Encrypt=Value-9| Encrypt in the connection string must be",
        "SERVER=s;DATABASE=d;UID=u;PWD=p;Trusted_Connection=Value-9| must say yes or no for",
        "SERVER=s;DATABASE=d;Authentication=ActiveDirectoryValue-9| other than SqlPassword",
        "SERVER=s;DATABASE=d;UID=u;PWD=p;socketFactoryClass=Value-9| a key that is not known",
        "jdbc:sqlserver://s;databaseName=d;jaasConfigurationName=Value-9| a key that is not known",
        "jdbc:postgresql://u:Value-9@s/d| is for another driver",
        "jdbc:h2:zip:Value-9!/x| must begin with jdbc:h2:file:",
        "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'Value-9'| and nothing else",
        "jdbc:h2:mem:x;MODE=Value| MODE=MSSQLServer or no MODE",
        "jdbc:h2:mem:x;LOCK_TIMEOUT={1;INIT=Value-9}| numbers or words as values",
        "Value-9| no key=value form"
      })
  void whatIsWrongIsSaidWithoutRepeatingTheString(String text, String said) {
    SqlSettings settings = TestDatabase.settings(text);

    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Target.of(settings));

    assertThat(refused.getMessage(), containsString(said.strip()));
    assertThat(refused.getMessage(), not(containsString("Value-9")));
    assertThat(settings.shown(), startsWith("database of env:TEST_CONNECTION_"));
  }

  @Property(tries = 300)
  void anyPasswordSurvivesInBracesAndIsNeverShown(
      @ForAll @StringLength(min = 8, max = 30) @CharRange(from = ' ', to = '~') String middle) {
    String password = "<" + middle + ">";
    String braced = "{" + password.replace("}", "}}") + "}";
    Target odbc = Target.of(TestDatabase.settings("SERVER=s;PWD=" + braced + ";DATABASE=d;UID=u"));
    Target jdbc =
        Target.of(
            TestDatabase.settings(
                "jdbc:sqlserver://s;user=u;databaseName=d;password=" + braced + ";"));
    Target h2 = Target.of(TestDatabase.settings("jdbc:h2:mem:x;USER=u;PASSWORD=" + braced));

    assertThat(odbc.properties().get("password"), is(password));
    assertThat(jdbc.properties().get("password"), is(password));
    assertThat(h2.properties().get("password"), is(password));
    assertThat(odbc + jdbc.url() + h2 + h2.url(), not(containsString(password)));
  }

  @Property(tries = 500)
  void noTextMakesAMessageThatRepeatsASecretInIt(
      @ForAll
          @StringLength(max = 40)
          @Chars({';', '=', '{', '}', ' ', 'p', 'w', 'd', 'S', '\\', ','})
          String before,
      @ForAll @StringLength(max = 10) @Chars({';', '=', '{', '}', ' '}) String after) {
    SqlSettings settings =
        TestDatabase.settings("SERVER=s;UID=u;PWD=" + before + "Secret-Value" + after);
    try {
      assertThat(Target.of(settings).toString(), not(containsString("Secret-Value")));
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage(), not(containsString("Secret-Value")));
    }
    assertThat(settings.shown() + settings, not(containsString("Secret-Value")));
  }

  @Test
  void whatIsShownHasHostInstanceAndDatabaseOnly() {
    assertThat(
        TestDatabase.settings("SERVER=sql.test\\inst,1;DATABASE=db;UID=someone;PWD=Pass-word-1")
            .shown(),
        is("sql.test\\inst,1/db"));
    assertThat(
        TestDatabase.settings("jdbc:h2:mem:place;USER=someone;PASSWORD=Pass-word-1").shown(),
        is("H2 database mem:place"));
    assertThat(SqlSettings.ofFiles(Path.of("/srv/records")).shown(), is("records in /srv/records"));
    SqlSettings unset = SqlSettings.ofConnectionString(Secret.parse("c", "env:TEST_NOT_SET"));
    assertThat(unset.shown(), is("database of env:TEST_NOT_SET"));
  }

  @Test
  void settingsTravelWithReferencesOnly() {
    SqlSettings settings = TestDatabase.settings("SERVER=s;DATABASE=d;UID=u;PWD=Pass-word-1");

    assertThat(SerializableUtils.ensureSerializable(settings), is(settings));
    assertThat(
        SerializableUtils.ensureSerializable(new SqlDataSource(settings)),
        is(new SqlDataSource(settings)));
    assertThat(settings.toString(), not(containsString("Pass-word-1")));
  }

  @Test
  void anH2AddressGetsWhatKeepsItSafe() {
    assertThat(
        Target.of(TestDatabase.settings("jdbc:h2:file:/tmp/x;MODE=mssqlserver;lock_timeout=7"))
            .url(),
        is("jdbc:h2:file:/tmp/x;MODE=mssqlserver;LOCK_TIMEOUT=7;WRITE_DELAY=0;TRACE_LEVEL_FILE=0"));
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Target.of(SqlSettings.ofFiles(Path.of("/tmp/a;INIT=x"))));
    assertThat(
        refused.getMessage(),
        is("The directory of the records must not have a semicolon in its name: /tmp/a;INIT=x"));
  }

  private static Map<String, String> read(String text) {
    return new TreeMap<>(Target.of(TestDatabase.settings(text)).properties());
  }

  private static Map<String, String> with(String... pairs) {
    Map<String, String> all = new TreeMap<>(ALWAYS);
    for (int i = 0; i < pairs.length; i += 2) {
      all.put(pairs[i], pairs[i + 1]);
    }
    return all;
  }
}
