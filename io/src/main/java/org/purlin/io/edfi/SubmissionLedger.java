package org.purlin.io.edfi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purlin.io.landing.RunLock;
import org.purlin.io.landing.Storage;
import org.purlin.transforms.keys.KeyMap;

/**
 * What became of every record that was ever sent to a district's server: JSON lines in a directory,
 * in the order of the runs. What earlier runs left is read once, when it is opened; what this run
 * adds is for the next one.
 *
 * <p>A line is written as soon as the answer is there, by one write to the operating system, so
 * that a process that is killed loses only what was under way. Before a record is sent again that
 * is known as delivered, a line says so: if no answer follows, the old proof no longer holds.
 *
 * <p>An object store has no files that can be added to. There, lines are written in numbered files
 * of some hundred: an answer counts when its file is complete, and a process that is killed loses
 * those of the last one, so their records are sent again, which is harmless. The line before a
 * record is sent again is always complete before the record is sent.
 *
 * <p>A record is known by its natural key. What counts is its last line: whether it was delivered,
 * and with which content. Where the natural key is not known, a record is known by its content, and
 * that it was delivered counts only while the same input is sent: something else could have been
 * written over it since.
 */
public final class SubmissionLedger implements Closeable {

  /**
   * One line.
   *
   * @param key hash of resource and natural key, or of resource and content, hexadecimal; null for
   *     a deletion of a record whose natural key is not known
   * @param payload hash of the content, hexadecimal; null for a deletion
   * @param input hash of the input, when the natural key is not known; else null
   * @param state what became of it
   * @param status of the last answer; 0 when there was none
   * @param id the server's id; null when it is not known
   * @param type of the problem; null when there was none
   * @param path in the payload that the problem is about; null when there is none
   * @param attempts that were made
   * @param at when, UTC
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(
      String key,
      String payload,
      String input,
      State state,
      int status,
      String id,
      String type,
      String path,
      int attempts,
      String at) {}

  /** What is known of a record. */
  public enum State {
    DELIVERED(1),
    REJECTED(2),
    UNKNOWN(3),
    DELETED(4),
    /** It was known as delivered and is being sent again. */
    PENDING(5);

    /** In the map, which keeps 0 for what it does not have. */
    private final byte code;

    State(int code) {
      this.code = (byte) code;
    }
  }

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static final Pattern FILE = Pattern.compile("(\\d{8})-.*\\.jsonl");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern CONTENT = Pattern.compile("[0-9a-f]{16,64}");

  /** Where files cannot be added to, what was written counts when a file is complete. */
  private static final int LINES_PER_REMOTE_FILE = 500;

  /**
   * How long a line that must be complete waits for others to share its file: as long as a store
   * takes to write one, so that it does not double the time.
   */
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final KeyMap known = new KeyMap();
  private final String directory;
  private final String runId;
  private final String input;
  private final RunLock lock;

  /** Records without a natural key, of the last input that had such. */
  private KeyMap contents = new KeyMap();

  private String contentsOf;
  private boolean contentsBegun;
  private WritableByteChannel out;
  private int files;
  private int lines;

  private SubmissionLedger(String directory, String runId, String input, RunLock lock) {
    this.directory = directory;
    this.runId = runId;
    this.input = input;
    this.lock = lock;
  }

  /**
   * Reads what earlier runs left. Nothing is written before the first line.
   *
   * @param directory the district's
   * @param input hash of what this run sends
   * @throws DistrictException when another run is sending to the same server, or the ledger is
   *     damaged
   */
  static SubmissionLedger open(String directory, String runId, String input) throws IOException {
    RunLock lock =
        RunLock.tryTake(directory)
            .orElseThrow(
                () ->
                    new DistrictException(
                        "Another run is sending to the same server with the same ledger, "
                            + directory
                            + ". Run again when it has ended."));
    SubmissionLedger ledger = new SubmissionLedger(directory, runId, input, lock);
    try {
      for (String name : Storage.list(directory).stream().sorted().toList()) {
        Matcher file = FILE.matcher(Storage.fileName(name));
        if (file.matches()) {
          ledger.read(name);
          ledger.files = Integer.parseInt(file.group(1));
        }
      }
      if (!input.equals(ledger.contentsOf)) {
        ledger.contents = new KeyMap();
      }
      return ledger;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void read(String name) throws IOException {
    try (InputStream in = Channels.newInputStream(Storage.open(name));
        InputLines reader = new InputLines(in)) {
      Optional<InputLines.Line> line = reader.next();
      while (line.isPresent()) {
        Optional<InputLines.Line> following = reader.next();
        Optional<Line> parsed = parse(line.get().text());
        if (parsed.isPresent()) {
          remember(parsed.get());
        } else if (following.isPresent()) {
          throw new DistrictException(
              "The ledger is damaged at line "
                  + line.get().number()
                  + " of "
                  + name
                  + ", so it cannot be told what was delivered. Restore it, or move "
                  + directory
                  + " away: then everything is sent again, which is harmless.");
        }
        // A run that was killed may leave half a line, last of its file. What it would have said is
        // not proven, so its record is sent again.
        line = following;
      }
    }
  }

  private static Optional<Line> parse(String text) {
    try {
      Line line = text == null ? null : JSON.readValue(text, Line.class);
      boolean isSound =
          line != null
              && line.state() != null
              && (line.key() == null
                  ? line.state() == State.DELETED
                  : HASH.matcher(line.key()).matches())
              && (line.payload() == null || CONTENT.matcher(line.payload()).matches());
      return isSound ? Optional.of(line) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private void remember(Line line) {
    if (line.key() != null && line.input() == null) {
      known.put(bytes(line.key()), hash(line.payload()), line.state().code);
      return;
    }
    // A deletion of who knows what, or records of another input: either may be the same as those.
    if (line.key() == null || !line.input().equals(contentsOf)) {
      contents = new KeyMap();
      contentsOf = line.input();
    }
    if (line.key() != null) {
      contents.put(bytes(line.key()), hash(line.payload()), line.state().code);
    }
  }

  private KeyMap mapOf(Submission row) {
    return row.exact() ? known : contents;
  }

  /** What earlier runs knew of a record; empty when it was never sent. */
  synchronized Optional<State> state(Submission row) {
    byte code = mapOf(row).state(bytes(row.key()));
    return Arrays.stream(State.values()).filter(state -> state.code == code).findFirst();
  }

  /**
   * Whether the last thing that earlier runs knew of a record is that this content of it was
   * delivered.
   *
   * @param content as of {@link #hash}
   */
  synchronized boolean isDelivered(Submission row, long content) {
    byte[] record = bytes(row.key());
    return mapOf(row).state(record) == State.DELIVERED.code
        && mapOf(row).payloadHash(record) == content;
  }

  /**
   * Before a record is sent or deleted: what was proven of it is no longer certain.
   *
   * @param key as in {@link Line}
   * @param exact whether the key is of the natural key
   * @param again whether this run may have sent the record before
   */
  synchronized void begin(String key, boolean exact, boolean again, String now) throws IOException {
    if (key == null) {
      add(new Line(null, null, null, State.DELETED, 0, null, null, null, 0, now));
      complete();
    } else if (!exact && (!contentsBegun || contents.state(bytes(key)) == State.DELIVERED.code)) {
      contentsBegun = true;
      add(new Line(key, null, input, State.PENDING, 0, null, null, null, 0, now));
      complete();
    } else if (exact && (again || known.state(bytes(key)) == State.DELIVERED.code)) {
      add(new Line(key, null, null, State.PENDING, 0, null, null, null, 0, now));
      complete();
    }
  }

  /**
   * Waits until the last line is where no kill takes it away. Others may add lines meanwhile, and
   * one file is then completed for all of them.
   */
  private synchronized void complete() throws IOException {
    if (Storage.isLocal(directory)) {
      return;
    }
    int file = files;
    long until = System.nanoTime() + GATHER_NANOS;
    while (out != null && files == file) {
      long left = until - System.nanoTime();
      if (left <= 0 || Thread.currentThread().isInterrupted()) {
        closeFile();
        return;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized void closeFile() throws IOException {
    out.close();
    out = null;
    notifyAll();
  }

  /** Adds a line; on a disk, it is with the operating system when this returns. */
  synchronized void add(Line line) throws IOException {
    if (out == null) {
      files++;
      lines = 0;
      out =
          Storage.createPrivate(
              Storage.resolve(
                  directory,
                  String.format(
                      Locale.ROOT,
                      "%08d-%s-%s.jsonl",
                      files,
                      runId,
                      UUID.randomUUID().toString().substring(0, 8))));
    }
    ByteBuffer text =
        ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    while (text.hasRemaining()) {
      out.write(text);
    }
    lines++;
    if (lines >= LINES_PER_REMOTE_FILE && !Storage.isLocal(directory)) {
      closeFile();
    }
  }

  /** Names the input in lines of records whose natural key is not known. */
  String input() {
    return input;
  }

  private static byte[] bytes(String hexadecimal) {
    return HexFormat.of().parseHex(hexadecimal);
  }

  /** Enough of a content's hash to tell contents of one record apart. */
  static long hash(String payload) {
    return payload == null ? 0 : Long.parseUnsignedLong(payload.substring(0, 16), 16);
  }

  @Override
  public synchronized void close() throws IOException {
    try (lock) {
      if (out != null) {
        out.close();
      }
    }
  }
}
