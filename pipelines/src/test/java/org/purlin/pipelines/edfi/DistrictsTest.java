package org.purlin.pipelines.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.io.edfi.District;
import org.purlin.io.edfi.District.Link;
import org.purlin.io.http.ClientCredentials;
import org.purlin.pipelines.UserMistakeException;

class DistrictsTest {

  /** Must be in no message: it stands for a secret. */
  private static final String SHINING = "shining-literal-0451";

  @TempDir Path directory;

  @Test
  void aCsvFileOfAllColumnsIsRead() throws IOException {
    District north =
        read(
                "district,url,key,secret,apiVersion,tokenUrl,instance,schoolYears,dataUrl,"
                    + "dependenciesUrl,openApiUrl,changeQueriesUrl,scope,loginStyle",
                "north,https://n.example/api,env:K,file:/run/s,v3,https://n.example/t,one,2026,"
                    + "https://n.example/d,https://n.example/p,https://n.example/o,"
                    + "https://n.example/c,255901,form")
            .get(0);
    assertThat(north.key(), is("north"));
    assertThat(north.base(), is(URI.create("https://n.example/api")));
    assertThat(north.login().key().toString(), is("env:K"));
    assertThat(north.login().secret().toString(), is("file:/run/s"));
    assertThat(north.login().bearer(), is(nullValue()));
    assertThat(north.login().tokenUrl(), is(URI.create("https://n.example/t")));
    assertThat(north.login().scope(), is("255901"));
    assertThat(north.login().style(), is(ClientCredentials.Style.FORM));
    assertThat(north.apiVersion(), is("v3"));
    assertThat(north.instance(), is("one"));
    assertThat(north.schoolYear(), is("2026"));
    assertThat(north.urls().get(Link.DATA), is(URI.create("https://n.example/d")));
    assertThat(north.urls().get(Link.DEPENDENCIES), is(URI.create("https://n.example/p")));
    assertThat(north.urls().get(Link.OPEN_API), is(URI.create("https://n.example/o")));
    assertThat(north.urls().get(Link.CHANGE_QUERIES), is(URI.create("https://n.example/c")));
  }

  @Test
  void anEmptyCellSaysNothing() throws IOException {
    District north =
        read("district,url,bearer,apiVersion,scope", "north,https://n.example,env:T,,").get(0);
    assertThat(north.login().bearer().toString(), is("env:T"));
    assertThat(north.login().key(), is(nullValue()));
    assertThat(north.apiVersion(), is(nullValue()));
    assertThat(north.login().scope(), is(nullValue()));
    assertThat(north.login().style(), is(ClientCredentials.Style.BASIC_AND_FORM));
  }

  @Test
  void jsonLinesAreReadAndBlankLinesAndCommentsAreSkipped() throws IOException {
    assertThat(
        keys(
            "# ours",
            "",
            "{\"district\":\"north\",\"url\":\"https://n.example\",\"scope\":255901}",
            "# theirs",
            "{\"district\":\"south\",\"url\":\"https://s.example\",\"apiVersion\":\"\"}"),
        contains("north", "south"));
  }

  @Test
  void severalSchoolYearsAreSeveralDistricts() throws IOException {
    List<District> districts =
        read("district,url,schoolYears", "north,https://n.example,2025;2026");
    assertThat(
        districts.stream().map(District::key).toList(), contains("north-2025", "north-2026"));
    assertThat(districts.stream().map(District::schoolYear).toList(), contains("2025", "2026"));
    assertThat(
        keys("{\"district\":\"north\",\"url\":\"https://n.example\",\"schoolYears\":[2025,2026]}"),
        contains("north-2025", "north-2026"));
  }

  @Test
  void quotedValuesMayHoldCommasAndHeadersAnyCase() throws IOException {
    assertThat(
        keys("District, URL ,\"Key\",secret", "\"north\", https://n.example ,env:K,env:S"),
        contains("north"));
  }

  @Test
  void aSecretItselfIsRefusedWithItsPlaceAndNotRepeated() {
    assertThat(
        refusal("district,url,key,secret", "north,https://n.example,env:K," + SHINING),
        is(
            "districts.csv line 2, column secret: must say where it is, not what it is: env:NAME,"
                + " file:PATH or secret:projects/PROJECT/secrets/NAME/versions/VERSION. What stands"
                + " there is not repeated here, because it may be the secret itself."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"district", "url", "key", "bearer", "schoolYears", "tokenUrl", "dataUrl"})
  void noRefusalRepeatsAValue(String column) {
    String line =
        "{\"district\":\"north\",\"url\":\"https://n.example\",\""
            + column
            + "\":\" "
            + SHINING
            + "!\"}";
    assertThat(refusal(line), containsString("districts.csv line 1, column " + column + ":"));
  }

  @Test
  void anUnknownColumnIsRefusedWithTheNearestName() {
    assertThat(
        refusal("district,url,key,secert", "north,https://n.example,env:K,env:S"),
        containsString(
            "districts.csv line 1 has an unknown column: secert. Did you mean secret? The columns"
                + " are district, url, key, secret, bearer,"));
  }

  @Test
  void aFileWithoutAHeaderIsRefusedWithoutRepeatingIt() {
    assertThat(
        refusal("north,https://n.example,env:K," + SHINING),
        containsString("districts.csv line 1 has an unknown column"));
  }

  @Test
  void twoDistrictsOfOneKeyAreRefusedWhateverTheirCase() {
    assertThat(
        refusal("district,url", "north,https://n.example", "North,https://m.example"),
        is(
            "districts.csv line 3: the district North is in line 2 already. Give each its own"
                + " key."));
  }

  @Test
  void whatIsMissingOrDoesNotFitIsNamed() {
    assertThat(
        refusal("district,url", "north,"), is("districts.csv line 2, column url: is missing."));
    assertThat(
        refusal("url", "https://n.example"),
        is("districts.csv line 2, column district: is missing."));
    assertThat(
        refusal("district,url,key", "north,https://n.example,env:K"),
        is(
            "districts.csv line 2, column secret: is missing: a client needs both its key and its"
                + " secret."));
    assertThat(
        refusal("district,url", "north,https://n.example,more"),
        is("districts.csv line 2 has 3 values, but the header has 2."));
    assertThat(
        refusal("district,url,url", "north,a,b"), is("districts.csv line 1 names a column twice."));
    assertThat(
        refusal("district,url", "north,\"https://n.example"),
        is(
            "districts.csv line 2 is no line of CSV; look for a quotation mark that is not"
                + " closed."));
    assertThat(
        refusal("{\"district\":\"north\""), is("districts.csv line 1 is not a JSON object."));
    assertThat(
        refusal("district,url", "north,https://n.example/{tenantIdentifier}"),
        is(
            "districts.csv line 2, column url: has braces in it; put the tenant, year or context"
                + " there that they stand for."));
    assertThat(
        refusal("district,url,loginStyle", "north,https://n.example,digest"),
        is("districts.csv line 2, column loginStyle: must be basic or form."));
    assertThat(
        refusal("district,url,schoolYears", "north,https://n.example,2025;2025"),
        is(
            "districts.csv line 2, column schoolYears: must be years of four digits, each once,"
                + " with ; between: 2025;2026."));
    assertThat(refusal("# nothing"), containsString("lists no district."));
  }

  private List<String> keys(String... lines) throws IOException {
    return read(lines).stream().map(District::key).toList();
  }

  private List<District> read(String... lines) throws IOException {
    Path file = directory.resolve("districts.csv");
    Files.writeString(file, String.join("\n", lines) + "\n");
    return Districts.read(file.toString());
  }

  private String refusal(String... lines) {
    String message = assertThrows(UserMistakeException.class, () -> read(lines)).getMessage();
    assertThat(message, not(containsString(SHINING)));
    return message;
  }
}
