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
import org.purlin.transforms.keys.KeyMap;

/** Checks a district's rows before anything is sent, and sorts them into waves. */
final class CheckRows {

  /** Resources a server without documents does not know better. */
  private static final int LAST_WAVE = Integer.MAX_VALUE;

  private static final byte SEEN = 1;

  private final SubmitRun run;
  private final ApiModel model;
  private final DependencyOrder order;
  private final Results results;
  private final TreeMap<Integer, Wave> waves = new TreeMap<>();
  private final Map<ResourceName, PayloadCheck> checks = new HashMap<>();
  private final Map<String, ResourceName> names = new HashMap<>();

  private final Map<String, Copies> duplicates = new HashMap<>();

  /** The content of the last row of each key. */
  private final KeyMap seen = new KeyMap();

  CheckRows(SubmitRun run, EdfiApi api, Results results) throws IOException, InterruptedException {
    this.run = run;
    this.results = results;
    this.model = api.model();
    this.order = api.dependencies();
  }

  /**
   * A natural key that stands in several rows.
   *
   * @param last hash of the content of its last row
   * @param differ whether the rows hold different contents
   */
  record Copies(String last, boolean differ) {}

  /** By the hash of the key. */
  Map<String, Copies> duplicates() {
    return duplicates;
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
      put(submission(row, name, null, null, null));
      return;
    }
    Checked checked =
        checks.computeIfAbsent(name, this::check).check(row.payload() == null ? "" : row.payload());
    if (checked instanceof Checked.Unfit unfit) {
      results.settle(row, rejected(unfit.type(), unfit.path(), unfit.reason()));
      return;
    }
    Checked.Ready ready = (Checked.Ready) checked;
    String payload = HexFormat.of().formatHex(ready.sha256());
    if (DistrictSubmission.deletes(run)) {
      putDeletion(row, name, ready.body());
      return;
    }
    String key =
        ready.key() == null
            ? hash(name.path() + "\n" + payload)
            : HexFormat.of().formatHex(ready.key().hash());
    put(submission(row, name, ready.body(), key, payload));
  }

  /** A deletion needs no more of a payload than its natural key. */
  private PayloadCheck check(ResourceName name) {
    return PayloadCheck.of(
        DistrictSubmission.deletes(run) ? null : model.resource(name).orElse(null));
  }

  private void putDeletion(InputRow row, ResourceName name, String body) throws IOException {
    Optional<NaturalKey> key = Optional.empty();
    if (model.resource(name).isPresent()) {
      key = NaturalKey.of(model.resource(name).get(), EdfiApi.JSON.readTree(body));
    }
    if (key.isEmpty()) {
      results.settle(
          row,
          rejected(
              Problems.NO_KEY, null, "the row has neither an id nor all parts of the natural key"));
      return;
    }
    put(submission(row, name, body, HexFormat.of().formatHex(key.get().hash()), null));
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
      InputRow row, ResourceName name, String body, String key, String payload) {
    return new Submission(
        row.file(),
        row.line(),
        name.schema(),
        name.name(),
        row.id(),
        row.keys(),
        body,
        key,
        payload,
        0);
  }

  private void put(Submission row) throws IOException {
    if (row.key() != null) {
      byte[] key = HexFormat.of().parseHex(row.key());
      long content = SubmissionLedger.hash(row.payload());
      if (seen.contains(key)) {
        results.duplicate(row.file(), row.line());
        boolean differ = seen.payloadHash(key) != content;
        duplicates.merge(
            row.key(),
            new Copies(row.payload(), differ),
            (before, now) -> new Copies(now.last(), before.differ() || now.differ()));
      }
      seen.put(key, content, SEEN);
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
