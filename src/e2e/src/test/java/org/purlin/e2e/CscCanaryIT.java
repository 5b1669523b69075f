package org.purlin.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.csc.Children;
import org.purlin.sandbox.csc.CscSettings;
import org.purlin.sandbox.csc.Refusal;
import org.purlin.sandbox.csc.RefusalForm;

/** Children and secrets that are looked for in everything a run leaves. */
class CscCanaryIT {

  /** Child ids of the authority's system. Each canary's other values are made of its number. */
  private static final String SENT = "CANARYKID1";

  private static final String QUARANTINED = "CANARYKID2";
  private static final String REFUSED = "CANARYKID3";

  private static final String CLIENT_SECRET = "canary-client-secret-91f2";
  private static final String SUPPLIER_KEY = "canary-supplier-key-77ab";

  private static final int INCOMPLETE = 3;
  private static final int DATABASE_REFUSED = 4;
  private static final int SIGN_IN_REFUSED = 5;

  /** Only what is on the way to a person who works on the records may name them. */
  private static final String QUARANTINE = "out/quarantine.csv";

  private static final String DRY_QUARANTINE = "out/dry-run/quarantine.csv";

  @TempDir Path directory;

  @Test
  void aRunNamesChildrenOnlyInTheQuarantineFileAndThereByTheirIds() throws Exception {
    try (Authority authority = authority()) {
      authority.receiver().refuse(REFUSED, Refusal.as(RefusalForm.PLAIN));

      Ended ended =
          authority.purlin(directory).run(authority.send("out", "--debug")).exits(INCOMPLETE);

      assertThat(authority.accepted().keySet().contains(SENT), is(true));
      String quarantine = Files.readString(directory.resolve(QUARANTINE), UTF_8);
      assertThat(
          quarantine,
          allOf(
              containsString(QUARANTINED),
              containsString(REFUSED),
              not(containsString("Canaryname")),
              not(containsString("ZZ9"))));
      assertThat(singing(ended, authority), is(List.of(QUARANTINE)));
    }
  }

  @Test
  void whatTheReceiverSaysOfAChildIsInTheQuarantineFileOnly() throws Exception {
    try (Authority authority = authority()) {
      authority
          .receiver()
          .refuse(
              REFUSED,
              new Refusal("child_details.surname", "not Canaryname3", RefusalForm.INDEXED));

      Ended ended =
          authority.purlin(directory).run(authority.send("out", "--debug")).exits(INCOMPLETE);

      assertThat(
          Files.readString(directory.resolve(QUARANTINE), UTF_8),
          containsString("not Canaryname3"));
      assertThat(singing(ended, authority), is(List.of(QUARANTINE)));
    }
  }

  @Test
  void aDryRunShowsBodiesWithoutAnyonesValues() throws Exception {
    try (Authority authority = authority()) {
      Ended ended =
          authority
              .purlin(directory)
              .run(authority.send("out", "--debug", "--dryRun"))
              .exits(INCOMPLETE);

      assertThat(new Landed(directory.resolve("out")).files("dry-run"), is(not(empty())));
      assertThat(singing(ended, authority), is(List.of(DRY_QUARANTINE)));
    }
  }

  @Test
  void aDryRunThatShowsValuesShowsThemInItsBodiesOnly() throws Exception {
    try (Authority authority = authority()) {
      Ended ended =
          authority
              .purlin(directory)
              .run(authority.send("out", "--debug", "--dryRun", "--showValues"))
              .exits(INCOMPLETE);

      assertThat(
          singing(ended, authority), is(List.of("out/dry-run/batch-00001.json", DRY_QUARANTINE)));
      String bodies = Files.readString(directory.resolve("out/dry-run/batch-00001.json"));
      assertThat(bodies, containsString(SENT));
      assertThat(secretsIn(bodies, authority), is(empty()));
    }
  }

  @Test
  void theOneChildThatIsAskedForIsNotNamedEither() throws Exception {
    try (Authority authority = authority()) {
      Ended ended =
          authority
              .purlin(directory)
              .run(authority.send("out", "--debug", "--only=" + SENT))
              .exits(0);

      assertThat(authority.accepted().keySet(), is(Set.of(SENT)));
      assertThat(singing(ended, authority), is(empty()));
    }
  }

  @Test
  void aRefusedClientSecretIsNotShown() throws Exception {
    try (Authority authority = authority()) {
      Ended ended =
          authority
              .purlin(directory)
              .with(Authority.CLIENT_SECRET, CLIENT_SECRET + "x")
              .run(authority.send("out", "--debug"));

      ended.exits(SIGN_IN_REFUSED);
      assertThat(singing(ended, authority), is(List.of(QUARANTINE)));
    }
  }

  @Test
  void aDatabasePasswordThatIsRefusedIsNotShown() throws Exception {
    try (Authority authority = authority()) {
      Ended ended =
          authority
              .purlin(directory)
              .with(Authority.CONNECTION, authority.connectionString("canary-password-5c"))
              .run(authority.send("out", "--debug"));

      ended.exits(DATABASE_REFUSED);
      assertThat(singing(ended, authority), is(empty()));
    }
  }

  private static Authority authority() throws Exception {
    Authority authority =
        Authority.of(
            CscSettings.builder().clientSecret(CLIENT_SECRET).supplierKey(SUPPLIER_KEY).build(), 3);
    authority.cohort().put(SENT, canary(SENT, 1));
    ObjectNode bad = canary(QUARANTINED, 2);
    ((ObjectNode) bad.get("child_details")).put("ethnicity", "B2");
    authority.cohort().put(QUARANTINED, bad);
    authority.cohort().put(REFUSED, canary(REFUSED, 3));
    authority.populate();
    return authority;
  }

  private static ObjectNode canary(String id, int number) {
    ObjectNode child = new Children(1).child(number);
    child.put("la_child_id", id).put("mis_child_id", "CANARYMIS" + number);
    ((ObjectNode) child.get("child_details"))
        .put("unique_pupil_number", "Z99900000123" + number)
        .put("first_name", "Canaryfirst" + number)
        .put("surname", "Canaryname" + number)
        .put("postcode", "ZZ9 9Z" + (char) ('A' + number))
        .put("date_of_birth", "2011-03-1" + number);
    return child;
  }

  /** Where something sings: names of files, and the two outputs. */
  private List<String> singing(Ended ended, Authority authority) throws IOException {
    List<String> singing = new ArrayList<>();
    if (sings(ended.out(), authority)) {
      singing.add("standard output");
    }
    if (sings(ended.err(), authority)) {
      singing.add("standard error");
    }
    for (Path file : Landed.filesBelow(directory)) {
      String name = directory.relativize(file).toString();
      if (sings(name, authority) || sings(Files.readString(file, ISO_8859_1), authority)) {
        singing.add(name);
      }
    }
    return singing;
  }

  private static boolean sings(String text, Authority authority) {
    return List.of("canary", "CANARY", "Canary", "ZZ9 9Z", "2011-03-1", "Z99900000123").stream()
            .anyMatch(text::contains)
        || !secretsIn(text, authority).isEmpty();
  }

  private static List<String> secretsIn(String text, Authority authority) {
    return List.of(CLIENT_SECRET, SUPPLIER_KEY, authority.database().password(), "Bearer ").stream()
        .filter(text::contains)
        .toList();
  }
}
