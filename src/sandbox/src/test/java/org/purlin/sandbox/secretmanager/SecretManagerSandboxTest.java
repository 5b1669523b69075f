package org.purlin.sandbox.secretmanager;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SecretManagerSandboxTest {

  private static final String VERSION = "projects/demo-1/secrets/key/versions/1";

  @Test
  void aVersionIsAnsweredWithItsNameItsValueAndACastagnoliChecksum() throws Exception {
    try (SecretManagerSandbox secrets = SecretManagerSandbox.start()) {
      secrets.put(VERSION, "123456789");

      HttpResponse<String> answer = access(secrets, VERSION);
      assertThat(answer.statusCode(), is(200));
      // The check value of CRC-32C for these nine digits is E3069283.
      assertThat(
          answer.body(),
          is(
              "{\"name\":\""
                  + VERSION
                  + "\",\"payload\":{\"data\":\"MTIzNDU2Nzg5\",\"dataCrc32c\":\"3808858755\"}}"));
    }
  }

  @Test
  void whatCannotBeReadIsRefusedAsTheServiceDoes() throws Exception {
    try (SecretManagerSandbox secrets = SecretManagerSandbox.start()) {
      assertThat(access(secrets, VERSION).statusCode(), is(404));
      secrets.put(VERSION, "invented");
      secrets.disable(VERSION);
      assertThat(access(secrets, VERSION).statusCode(), is(400));
      assertThat(access(secrets, VERSION).body(), containsString("FAILED_PRECONDITION"));
      secrets.deny(VERSION);
      assertThat(access(secrets, VERSION).statusCode(), is(403));
    }
  }

  @Test
  void whereATokenIsWantedNobodyReadsWithoutOne() throws Exception {
    try (SecretManagerSandbox secrets = SecretManagerSandbox.start()) {
      secrets.put(VERSION, "invented");
      secrets.wantToken();
      assertThat(access(secrets, VERSION).statusCode(), is(401));
    }
  }

  private static HttpResponse<String> access(SecretManagerSandbox secrets, String version)
      throws IOException, InterruptedException {
    URI address = URI.create(secrets.url() + "/v1/" + version + ":access");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
