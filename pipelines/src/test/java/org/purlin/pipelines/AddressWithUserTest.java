package org.purlin.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purlin.pipelines.cli.Launch;

/** Addresses with a user and a password in them are refused, and never repeated. */
@Timeout(60)
class AddressWithUserTest {

  private static final Map<String, String> SECRETS =
      Map.of("TEST_KEY", "invented-key", "TEST_SECRET", "invented-secret");

  private static final String AMPLITUDE =
      "amplitude --apiKey=k1 --secretKey=env:TEST_SECRET --start=2026-01-01T00 --end=2026-01-01T01";
  private static final String ALMA =
      "alma --subdomain=oak --key=env:TEST_KEY --secret=env:TEST_SECRET";
  private static final String COINS = "coinmarketcap --key=env:TEST_KEY --logos=1";
  private static final String CSC =
      "csc --laCode=845 --server=127.0.0.1 --database=none --dbUser=env:TEST_KEY"
          + " --dbPassword=env:TEST_SECRET --clientId=env:TEST_KEY --clientSecret=env:TEST_SECRET"
          + " --supplierKey=env:TEST_KEY --scope=s --environment=test --table=anon_anonymised";
  private static final String EDFI =
      "edfi pull --resources=students --key=env:TEST_KEY --secret=env:TEST_SECRET";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        AMPLITUDE + " | --endpoint | ",
        AMPLITUDE + " | --proxy | --endpoint=http://127.0.0.1:1",
        ALMA + " | --url | ",
        COINS + " | --url | ",
        COINS + " | --logoUrl | --url=http://127.0.0.1:1",
        CSC + " | --endpoint | --tokenEndpoint=http://127.0.0.1:1",
        CSC + " | --tokenEndpoint | --endpoint=http://127.0.0.1:1",
        EDFI + " | --url | ",
        EDFI + " | --tokenUrl | --url=http://127.0.0.1:1"
      })
  void aUserInAnAddressIsRefusedAndNotRepeated(String command, String flag, String more)
      throws IOException {
    for (String address : List.of("http://bob:pw4711@127.0.0.1:1/", "https://bob:pw 4711@[host/")) {
      List<String> words = new ArrayList<>(List.of(command.split(" ")));
      words.add(flag + "=" + address);
      if (more != null) {
        words.add(more);
      }
      assertRefused(words, flag + (flag.equals("--proxy") ? ": " : " must be "));
    }
  }

  @ParameterizedTest
  @CsvSource({"url", "tokenUrl", "dependenciesUrl"})
  void aUserInAFileOfDistrictsIsRefusedAndNotRepeated(String column) throws IOException {
    Path file = directory.resolve("districts.csv");
    String bad = "http://bob:pw4711@127.0.0.1:1/";
    Files.writeString(
        file,
        column.equals("url")
            ? "district,key,secret,url\nnorth,env:TEST_KEY,env:TEST_SECRET," + bad + "\n"
            : "district,key,secret,url,"
                + column
                + "\nnorth,env:TEST_KEY,env:TEST_SECRET,http://127.0.0.1:1/,"
                + bad
                + "\n");

    assertRefused(
        List.of("edfi", "pull", "--resources=students", "--districts=" + file),
        "districts.csv line 2, column " + column + ": must be an address");
  }

  private void assertRefused(List<String> command, String words) throws IOException {
    List<String> all = new ArrayList<>(command);
    all.add("--output=" + directory.resolve("out"));
    all.add("--logs=" + directory.resolve("logs"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream said = new PrintStream(bytes, true, UTF_8);

    int exitCode = Launch.run(all, SECRETS, directory, said, said);

    String told = bytes.toString(UTF_8);
    assertThat(told, exitCode, is(2));
    assertThat(told, containsString(words));
    String everything = told + filesIn("out") + filesIn("logs");
    for (String hidden : List.of("bob", "pw4711", "pw 4711")) {
      assertThat(everything, not(containsString(hidden)));
    }
  }

  private String filesIn(String name) throws IOException {
    Path place = directory.resolve(name);
    if (!Files.exists(place)) {
      return "";
    }
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
