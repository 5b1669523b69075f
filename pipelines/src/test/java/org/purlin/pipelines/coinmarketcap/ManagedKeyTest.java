package org.purlin.pipelines.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.pipelines.InventedKey;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSettings;
import org.purlin.sandbox.secretmanager.SecretManagerFaults;
import org.purlin.sandbox.secretmanager.SecretManagerSandbox;

/** A job whose key is in Secret Manager, signed in with the key file of a service account. */
@Timeout(120)
class ManagedKeyTest {

  private static final String KEY = "canary-managed-cmc-71";
  private static final String VERSION = "projects/demo-1/secrets/cmc/versions/latest";

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void sitDown() {
    desk = new Desk(directory);
  }

  @Test
  void aJobReadsItsKeyOnTheWorkerAndNeitherKeyIsInWhatItWritesOrSays() throws IOException {
    try (SecretManagerSandbox secrets = SecretManagerSandbox.start();
        CoinMarketCapSandbox cmc =
            CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withKey(KEY))) {
      secrets.put(VERSION, KEY);
      secrets.wantToken();
      secrets
          .faults()
          .add(each -> each.path().endsWith(":access"), SecretManagerFaults.unavailable());
      InventedKey account = InventedKey.signingInAt(secrets.tokenUrl());
      desk.environment.put("TEST_ACCOUNT", account.json());

      run(0, secrets, cmc);

      assertThat(desk.rows("cmc_listings").isEmpty(), is(false));
      assertThat(secrets.signIns(), contains(InventedKey.ACCOUNT));
      assertThat("one that failed and one that is kept", secrets.accesses(), is(2L));
      assertNowhere(KEY);
      assertNowhere(account.secretLine());
    }
  }

  @Test
  void aKeyThatMayNotBeReadEndsTheRunBeforeItBegins() throws IOException {
    try (SecretManagerSandbox secrets = SecretManagerSandbox.start();
        CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
      secrets.put(VERSION, KEY);
      secrets.deny(VERSION);
      desk.environment.put("TEST_ACCOUNT", InventedKey.signingInAt(secrets.tokenUrl()).json());

      run(2, secrets, cmc);

      assertThat(desk.err, containsString("Grant it Secret Manager Secret Accessor"));
      assertThat(cmc.requests().isEmpty(), is(true));
    }
  }

  @Test
  void aBrokenAccountKeyEndsTheRunBeforeItBegins() throws IOException {
    try (SecretManagerSandbox secrets = SecretManagerSandbox.start();
        CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
      desk.environment.put("TEST_ACCOUNT", "canary-no-json-5");

      run(2, secrets, cmc);

      assertThat(
          desk.err,
          containsString(
              "Nothing was run: --serviceAccountKey=env:TEST_ACCOUNT is no key of a service"
                  + " account: it is no JSON object."));
      assertNowhere("canary-no-json-5");
    }
  }

  private void run(int exitCode, SecretManagerSandbox secrets, CoinMarketCapSandbox cmc) {
    desk.expectKeyless(
        exitCode,
        cmc,
        "--key=secret:" + VERSION,
        "--serviceAccountKey=env:TEST_ACCOUNT",
        "--secretManagerEndpoint=" + secrets.url());
  }

  private void assertNowhere(String canary) {
    assertThat(desk.out + desk.err, not(containsString(canary)));
    for (Path file : Desk.filesIn(directory)) {
      assertThat(file.toString(), Desk.read(file), not(containsString(canary)));
    }
  }
}
