package org.purlin.sandbox.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.purlin.sandbox.bigquery.GoogleClient.OBJECTS;
import static org.purlin.sandbox.bigquery.GoogleClient.UPLOADS;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StorageTest {

  private static final int CHUNK = 256 * 1024;

  private BigQuerySandbox google;
  private GoogleClient client;

  @BeforeEach
  void start() throws Exception {
    google = BigQuerySandbox.start(BigQuerySettings.defaults().withPageSize(2));
    client = new GoogleClient(google);
  }

  @AfterEach
  void stop() {
    google.close();
  }

  private String content(String name) throws Exception {
    return client.get(OBJECTS + "/" + name + "?alt=media").body();
  }

  @Test
  void anObjectIsReadWholeAndInPartsAndToldOf() throws Exception {
    client.upload("dir%2Fa%2Bb.txt", "hello");

    HttpResponse<String> part =
        client.get("/download" + OBJECTS + "/dir%2Fa+b.txt?alt=media", "Range", "bytes=1-2");
    JsonNode told = client.ok("GET", OBJECTS + "/dir%2Fa+b.txt", "");

    assertThat(google.objects(BigQuerySettings.BUCKET), contains("dir/a+b.txt"));
    assertThat(content("dir%2Fa+b.txt"), is("hello"));
    assertThat(part.statusCode() + part.body(), is("206el"));
    assertThat(part.headers().firstValue("Content-Range").orElse(""), is("bytes 1-2/5"));
    assertThat(told.path("size").asText(), is("5"));
    assertThat(told.path("crc32c").asText(), is("mnG7TA=="));
    assertThat(told.path("md5Hash").asText(), is("XUFAKrxLKna5cZ2REBfFkg=="));
    assertThat(
        client.get(OBJECTS + "/dir%2Fa+b.txt?alt=media", "Range", "bytes=-2").body(), is("lo"));
    assertThat(
        client.get(OBJECTS + "/dir%2Fa+b.txt?alt=media", "Range", "bytes=5-").statusCode(),
        is(416));
  }

  @Test
  void whatIsMissingIsSaidInGooglesForm() throws Exception {
    assertThat(client.refusal("GET", OBJECTS + "/none", ""), is("404 notFound"));
    assertThat(client.refusal("GET", "/storage/v1/b/none/o", ""), is("404 notFound"));
    assertThat(client.refusal("DELETE", OBJECTS + "/none", ""), is("404 notFound"));
    assertThat(client.refusal("GET", "/elsewhere", ""), is("404 notFound"));
  }

  @Test
  void preconditionsHoldOrNothingIsDone() throws Exception {
    String target = UPLOADS + "?uploadType=media&name=x&ifGenerationMatch=";
    JsonNode first = client.ok("POST", target + "0", "1");

    assertThat(client.refusal("POST", target + "0", "2"), is("412 conditionNotMet"));
    client.ok("POST", target + first.path("generation").asText(), "3");
    assertThat(
        client.refusal("DELETE", OBJECTS + "/x?ifGenerationMatch=1", ""),
        is("412 conditionNotMet"));
    assertThat(content("x"), is("3"));
  }

  @Test
  void aListComesPageByPageAndByFolders() throws Exception {
    for (String name : List.of("a/1", "a/2", "a/b/3", "c")) {
      client.upload(name.replace("/", "%2F"), "x");
    }
    assertThat(listed("prefix=a%2F"), contains("a/1", "a/2", "a/b/3"));
    assertThat(listed("delimiter=%2F"), contains("c", "a/"));
    assertThat(listed("prefix=a%2F&delimiter=%2F"), contains("a/1", "a/2", "a/b/"));
    assertThat(listed("prefix=none"), is(empty()));
  }

  /** The names of all pages, each page's folders behind its objects. */
  private List<String> listed(String query) throws Exception {
    List<String> names = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    String token = "";
    do {
      JsonNode page = client.ok("GET", OBJECTS + "?" + query + token, "");
      page.path("items").forEach(item -> names.add(item.path("name").asText()));
      page.path("prefixes").forEach(prefix -> folders.add(prefix.asText()));
      token = page.has("nextPageToken") ? "&pageToken=" + page.get("nextPageToken").asText() : "";
    } while (!token.isEmpty());
    names.addAll(folders);
    return names;
  }

  @Test
  void aResumableUploadGoesOnWhereItStopped() throws Exception {
    byte[] bytes = new byte[5 * CHUNK + 3];
    Arrays.fill(bytes, (byte) 'x');
    String session =
        client
            .send("POST", UPLOADS + "?uploadType=resumable&name=big", "{}")
            .headers()
            .firstValue("Location")
            .orElseThrow();

    HttpResponse<String> first = put(session, bytes, 0, 4 * CHUNK, "*");
    HttpResponse<String> asked = client.send("PUT", session, "", "Content-Range", "bytes */*");
    HttpResponse<String> odd = put(session, bytes, 4 * CHUNK, 4 * CHUNK + 7, "*");
    String total = Integer.toString(bytes.length);
    HttpResponse<String> last = put(session, bytes, 3 * CHUNK, bytes.length, total);
    HttpResponse<String> again = put(session, bytes, 3 * CHUNK, bytes.length, total);

    assertThat(first.statusCode(), is(308));
    assertThat(first.headers().firstValue("Range").orElse(""), is("bytes=0-" + (4 * CHUNK - 1)));
    assertThat(asked.headers().firstValue("Range").orElse(""), is("bytes=0-" + (4 * CHUNK - 1)));
    assertThat(odd.statusCode(), is(400));
    assertThat(last.statusCode(), is(200));
    assertThat(again.body(), is(last.body()));
    assertThat(content("big"), is("x".repeat(bytes.length)));
  }

  private HttpResponse<String> put(String session, byte[] bytes, int from, int to, String total)
      throws Exception {
    return client.send(
        "PUT",
        session,
        HttpRequest.BodyPublishers.ofByteArray(bytes, from, to - from),
        "Content-Range",
        "bytes " + from + "-" + (to - 1) + "/" + total);
  }

  @Test
  void objectsAreCopiedRewrittenAndComposed() throws Exception {
    client.upload("a", "1");
    client.upload("b", "2");
    client.ok("POST", OBJECTS + "/a/copyTo/b/" + BigQuerySettings.BUCKET + "/o/c", "");
    JsonNode rewritten =
        client.ok("POST", OBJECTS + "/b/rewriteTo/b/" + BigQuerySettings.BUCKET + "/o/d", "");
    client.ok(
        "POST",
        OBJECTS + "/all/compose",
        "{\"sourceObjects\":[{\"name\":\"c\"},{\"name\":\"d\"}]}");

    assertThat(rewritten.path("done").asBoolean(), is(true));
    assertThat(content("all"), is("12"));
  }

  @Test
  void aBatchAnswersEachOfItsCalls() throws Exception {
    client.upload("a", "1");
    String body =
        "--cut\r\nContent-Type: application/http\r\nContent-ID: <1>\r\n\r\nDELETE "
            + OBJECTS
            + "/a HTTP/1.1\r\n\r\n\r\n--cut\r\nContent-Type: application/http\r\n"
            + "Content-ID: <2>\r\n\r\nDELETE "
            + OBJECTS
            + "/none HTTP/1.1\r\n\r\n\r\n--cut--\r\n";

    String answers =
        client
            .send(
                "POST", "/batch/storage/v1", body, "Content-Type", "multipart/mixed; boundary=cut")
            .body();

    assertThat(answers, containsString("Content-ID: <response-1>\r\n\r\nHTTP/1.1 204"));
    assertThat(answers, containsString("Content-ID: <response-2>\r\n\r\nHTTP/1.1 404"));
    assertThat(google.objects(BigQuerySettings.BUCKET), is(empty()));
  }

  @Test
  void bucketsAreMadeAndFound() throws Exception {
    client.ok("POST", "/storage/v1/b?project=p", "{\"name\":\"new\"}");

    assertThat(client.ok("GET", "/storage/v1/b/new", "").path("name").asText(), is("new"));
    assertThat(
        client.refusal("POST", "/storage/v1/b?project=p", "{\"name\":\"new\"}"),
        is("409 conflict"));
    assertThat(google.sawAuthorization(), is(false));
    client.get("/storage/v1/b/new", "Authorization", "Bearer x");
    assertThat(google.sawAuthorization(), is(true));
  }
}
