package org.purlin.sandbox.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.purlin.sandbox.bigquery.GoogleClient.PROJECT;
import static org.purlin.sandbox.bigquery.GoogleClient.load;
import static org.purlin.sandbox.bigquery.GoogleClient.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MisbehavingTest {

  private BigQuerySandbox google;
  private GoogleClient client;
  private ObjectNode load;

  @BeforeEach
  void start() throws Exception {
    google = BigQuerySandbox.start();
    client = new GoogleClient(google);
    load = load("t", "rows.json");
    load.set("schema", schema("i:INT64"));
  }

  @AfterEach
  void stop() {
    google.close();
  }

  @Test
  void aLostReplyLosesTheReplyAndNotTheWork() throws Exception {
    client.upload("rows.json", "{\"i\":1}");
    google.faults().add(BigQueryFaults.insertsOfJobs(), BigQueryFaults.lostReply());
    String job = GoogleClient.job("a", "load", load).toString();

    assertThrows(IOException.class, () -> client.send("POST", PROJECT + "/jobs", job));
    assertThat(client.refusal("POST", PROJECT + "/jobs", job), is("409 duplicate"));
    assertThat(google.rows("purlin", "t"), hasToString("[{\"i\":1}]"));
  }

  @Test
  void anErrorHasGooglesFormAndTheWorkIsNotDone() throws Exception {
    google
        .faults()
        .add(BigQueryFaults.insertsOfJobs(), BigQueryFaults.error(403, "rateLimitExceeded"));
    google.faults().add(BigQueryFaults.looksAtJobs(), BigQueryFaults.error(500, "backendError"));
    client.upload("rows.json", "{\"i\":1}");
    String job = GoogleClient.job("a", "load", load).toString();

    assertThat(client.refusal("POST", PROJECT + "/jobs", job), is("403 rateLimitExceeded"));
    assertThat(google.tables("purlin"), is(empty()));
    client.ok("POST", PROJECT + "/jobs", job);
    assertThat(client.refusal("GET", PROJECT + "/jobs/a", ""), is("500 backendError"));
    assertThat(client.ok("GET", PROJECT + "/jobs/a", "").at("/status/state").asText(), is("DONE"));
  }

  @Test
  void aLoadFailsOnceAndLoadsNothing() throws Exception {
    google.failNextLoad("backendError");

    JsonNode failed = client.loaded(load, "{\"i\":1}");
    JsonNode done = client.loaded(load, "{\"i\":1}");

    assertThat(failed.at("/status/errorResult/reason").asText(), is("backendError"));
    assertThat(done.at("/status/errorResult").isMissingNode(), is(true));
    assertThat(google.rows("purlin", "t"), hasSize(1));
    assertThat(google.jobs(), hasSize(2));
  }

  @Test
  void aMarkedRowIsRefusedAsABadOne() throws Exception {
    google.refuseRows("i", "2");

    JsonNode job = client.loaded(load, "{\"i\":1}", "{\"i\":2}");

    assertThat(job.at("/status/errorResult/reason").asText(), is("invalid"));
    assertThat(job.at("/status/errors/1/message").asText(), containsString("position 8"));
    google.acceptRows();
    client.loaded(load, "{\"i\":1}", "{\"i\":2}");
    assertThat(google.rows("purlin", "t"), hasSize(2));
  }

  @Test
  void faultsAndFindingsGoThroughTheControlsToo() throws Exception {
    client.send(
        "POST",
        "/_sandbox/faults",
        "[{\"kind\":\"failedLoad\"},{\"kind\":\"error\",\"status\":503,\"on\":\"looksAtJobs\"}]");
    client.upload("rows.json", "{\"i\":1}");
    client.ok("POST", PROJECT + "/jobs", GoogleClient.job("a", "load", load).toString());

    assertThat(client.refusal("GET", PROJECT + "/jobs/a", ""), is("503 backendError"));
    assertThat(
        client.ok("GET", "/_sandbox/jobs", "").at("/0/status/errorResult/reason").asText(),
        is("backendError"));
    client.run("load", load);
    assertThat(
        client.get("/_sandbox/tables").body(),
        is("[{\"dataset\":\"purlin\",\"table\":\"t\",\"rows\":1}]"));
    assertThat(client.get("/_sandbox/tables/purlin/t").body(), is("[{\"i\":1}]"));
    assertThat(client.get("/_sandbox/violations").body(), is("[]"));
  }
}
