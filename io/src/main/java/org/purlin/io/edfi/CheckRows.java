package org.purlin.io.edfi;

import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.purlin.transforms.edfi.ApiModel;
import org.purlin.transforms.edfi.Checked;
import org.purlin.transforms.edfi.DependencyOrder;
import org.purlin.transforms.edfi.NaturalKey;
import org.purlin.transforms.edfi.PayloadCheck;
import org.purlin.transforms.edfi.ResourceModel;
import org.purlin.transforms.edfi.ResourceName;

/** Checks a district's rows before anything is sent, and sorts them into waves. */
final class CheckRows {

  /** Of resources that the server's order does not list; only the end of all comes later. */
  static final int LAST_WAVE = Integer.MAX_VALUE - 1;

  private final SubmitRun run;
  private final Results results;
  private final ApiModel model;
  private final DependencyOrder order;
  private final Copies copies = new Copies();
  private final TreeMap<Integer, Wave> waves = new TreeMap<>();
  private final Map<ResourceName, PayloadCheck> checks = new HashMap<>();
  private final Map<String, ResourceName> names = new HashMap<>();

  CheckRows(SubmitRun run, EdfiApi api, Results results) throws IOException, InterruptedException {
    this.run = run;
    this.results = results;
    this.model = api.model();
    this.order = api.dependencies();
  }

  /** Which natural keys stand in several rows. */
  Copies copies() {
    return copies;
  }

  /** Checks the rows. The waves must be closed. */
  List<Wave> into(List<SpoolPart> parts) throws IOException {
    try {
      for (SpoolPart part : parts) {
        try (MappingIterator<InputRow> rows = Spool.read(part.name(), InputRow.class)) {
          while (rows.hasNext()) {
            check(rows.next());
            results.showProgress();
          }
        }
      }
      for (Wave wave : waves.values()) {
        wave.rows().finish();
      }
      return new ArrayList<>(waves.values());
    } catch (IOException | RuntimeException e) {
      for (Wave wave : waves.values()) {
        wave.close();
      }
      throw e;
    }
  }

  static Verdict skipped(InputRow row) {
    return Verdict.of(Fate.SKIPPED, null, "status " + row.status());
  }

  private void check(InputRow row) throws IOException {
    if (row.status() != null) {
      results.settle(row, skipped(row));
      return;
    }
    if (row.flaw() != null) {
      results.settle(row, rejected(Problems.UNREADABLE_ROW, null, row.flaw()));
      return;
    }
    ResourceName name = name(row);
    if (name == null) {
      results.settle(
          row,
          rejected(
              Problems.UNKNOWN_RESOURCE,
              null,
              row.resource() == null
                  ? "the row does not say which resource it is"
                  : "the server has no such resource"));
      return;
    }
    if (DistrictSubmission.deletes(run) && row.id() != null) {
      put(submission(row, name, null, null, false, null, null));
      return;
    }
    Checked checked =
        checks.computeIfAbsent(name, this::check).check(row.payload() == null ? "" : row.payload());
    if (checked instanceof Checked.Unfit unfit) {
      results.settle(row, rejected(unfit.type(), unfit.path(), unfit.reason()));
      return;
    }
    Checked.Ready ready = (Checked.Ready) checked;
    if (DistrictSubmission.deletes(run)) {
      putDeletion(row, name, ready.body());
    } else {
      putPush(row, name, ready);
    }
  }

  /** A deletion needs no more of a payload than its natural key. */
  private PayloadCheck check(ResourceName name) {
    return PayloadCheck.of(
        DistrictSubmission.deletes(run) ? null : model.resource(name).orElse(null));
  }

  private void putPush(InputRow row, ResourceName name, Checked.Ready ready) throws IOException {
    String payload = HexFormat.of().formatHex(ready.sha256());
    if (ready.key() != null && model.resource(name).filter(CheckRows::isExact).isPresent()) {
      // Without regard to case, some databases take two keys for one: those rows must not race.
      String lane = HexFormat.of().formatHex(ready.key().foldedHash());
      put(submission(row, name, ready.body(), hash(ready.key()), true, lane, payload));
      return;
    }
    // Any two rows of the resource may be of one record. The user's key columns tell them apart.
    String lane =
        row.keys().isEmpty() ? name.path() : name.path() + "\n" + new TreeMap<>(row.keys());
    String key = hash(name.path() + "\n" + payload);
    put(submission(row, name, ready.body(), key, false, lane, payload));
  }

  private void putDeletion(InputRow row, ResourceName name, String body) throws IOException {
    Optional<ResourceModel> known = model.resource(name);
    Optional<NaturalKey> key = Optional.empty();
    if (known.isPresent()) {
      key = NaturalKey.of(known.get(), EdfiApi.JSON.readTree(body));
    }
    if (key.isEmpty()) {
      results.settle(
          row,
          rejected(
              Problems.NO_KEY, null, "the row has neither an id nor all parts of the natural key"));
      return;
    }
    put(submission(row, name, body, hash(key.get()), isExact(known.get()), null, null));
  }

  /** Whether the server's documents say which properties make a record unique. */
  static boolean isExact(ResourceModel model) {
    return !model.identity().isEmpty() && !model.identityIsGuessed();
  }

  private static Verdict rejected(String type, String path, String reason) {
    return new Verdict(Fate.REJECTED, 0, null, null, type, path, reason);
  }

  /** The resource as the server spells it; null when it has none of that name. */
  private ResourceName name(InputRow row) {
    if (row.resource() == null) {
      return null;
    }
    return names.computeIfAbsent(
        row.resource(),
        text -> {
          ResourceName name;
          try {
            name = ResourceName.parse(text);
          } catch (IllegalArgumentException e) {
            return null;
          }
          if (model.resources().isEmpty()) {
            return name;
          }
          return model.resource(name).map(ResourceModel::name).orElse(null);
        });
  }

  private static Submission submission(
      InputRow row,
      ResourceName name,
      String body,
      String key,
      boolean exact,
      String lane,
      String payload) {
    return new Submission(
        row.file(),
        row.line(),
        name.schema(),
        name.name(),
        row.id(),
        row.keys(),
        body,
        key,
        exact,
        lane,
        payload,
        0);
  }

  private void put(Submission row) throws IOException {
    if (row.exact() && copies.add(row)) {
      results.duplicate(row.file(), row.line());
    }
    wave(row.name()).rows().add(new Waiting(row, null));
  }

  private Wave wave(ResourceName name) throws IOException {
    int number =
        (DistrictSubmission.deletes(run) ? order.deleteWave(name) : order.createWave(name))
            .orElse(LAST_WAVE);
    Wave wave = waves.get(number);
    if (wave == null) {
      wave = new Wave(number, Spool.create(spoolName(run), Waiting.class));
      waves.put(number, wave);
    }
    return wave;
  }

  static String spoolName(SubmitRun run) {
    return run.landing().temporary(UUID.randomUUID() + ".spool");
  }

  static String hash(NaturalKey key) {
    return HexFormat.of().formatHex(key.hash());
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
