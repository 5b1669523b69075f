package org.purlin.pipelines.amplitude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.purlin.pipelines.amplitude.Archive.event;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What --redact keeps out of the rows. */
class RedactionOptionTest {

  private static final String USER =
      ",\"user_id\":\"user-7\",\"ip_address\":\"192.0.2.7\",\"user_properties\":{\"email\":"
          + "\"kim@example.org\",\"plan\":\"free\"}";

  @TempDir Path directory;

  @Test
  void droppedValuesAreGoneAndHashedOnesStillJoin() throws Exception {
    Desk desk = new Desk(directory);
    desk.environment.put("HASH_KEY", "an invented key");
    Path archive =
        new Archive()
            .hour(5, 0, event("a", USER), event("b", USER), event("c"))
            .in(directory, "people.zip");

    int exitCode =
        desk.fromArchives(
            archive,
            "--redact=ip_address,user_id:hash,user_properties.email:drop",
            "--redactKey=env:HASH_KEY");

    assertThat(desk.err, exitCode, is(0));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("an invented key".getBytes(UTF_8), "HmacSHA256"));
    String hashed = HexFormat.of().formatHex(mac.doFinal("user-7".getBytes(UTF_8)));
    assertThat(Desk.column("user_id", desk.rows()), contains(hashed, hashed, null));
    assertThat(Desk.column("ip_address", desk.rows()), everyItem(is(nullValue())));
    assertThat(desk.rows().get(0).get("user_properties"), is(Desk.json("{\"plan\":\"free\"}")));

    // Another key is another setting: the rows are made again.
    desk.environment.put("HASH_KEY", "another invented key");
    desk.fromArchives(archive, "--redact=user_id:hash", "--redactKey=env:HASH_KEY");
    assertThat(Desk.column("user_id", desk.rows()).get(0), not(is(hashed)));
    assertThat(desk.rows(), hasSize(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user_idd      | Nothing was run: --redact: No column 'user_idd'",
        "user_id:mask  | Nothing was run: --redact: A redaction ends in :drop or :hash, but was: user_id:mask.",
        "user_id:hash  | Nothing was run: --redact hashes something, so --redactKey must say where the key is",
      })
  void aRuleThatCannotBeCarriedOutIsRefused(String rules, String sentence) {
    Desk desk = new Desk(directory);
    Path archive = new Archive().hour(5, 0, event("a", USER)).in(directory, "people.zip");

    assertThat(desk.fromArchives(archive, "--redact=" + rules), is(2));

    assertThat(desk.error(), startsWith(sentence));
    assertThat(Files.exists(desk.output().resolve("events")), is(false));
  }
}
