package org.purlin.io.edfi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.purlin.io.landing.Storage;
import org.purlin.transforms.keys.KeyMap;

/**
 * What became of every record that was ever sent to a district: JSON lines in a directory, one file
 * a run, in the order of the runs. A line is written as soon as the answer is there, by one write
 * to the operating system, so that a process that is killed loses only what was under way.
 *
 * <p>A record is known by its natural key. What counts is its last line: whether it was delivered,
 * and with which content. Records without a natural key are known by their content.
 */
public final class SubmissionLedger implements Closeable {

  /**
   * One line.
   *
   * @param key hash of resource and natural key, hexadecimal
   * @param payload hash of the content, hexadecimal; null for a deletion
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
    DELETED(4);

    /** In the map, which keeps 0 for what it does not have. */
    private final byte code;

    State(int code) {
      this.code = (byte) code;
    }
  }

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Where files cannot be added to, what was written counts when a file is complete. */
  private static final int LINES_PER_REMOTE_FILE = 500;

  private static final String ENDING = ".jsonl";

  private final KeyMap known = new KeyMap();
  private final String directory;
  private final String runId;
  private WritableByteChannel out;
  private int files;
  private int lines;

  private SubmissionLedger(String directory, String runId) {
    this.directory = directory;
    this.runId = runId;
  }

  /**
   * Reads what earlier runs left. Nothing is written before the first line.
   *
   * @param directory the district's
   */
  static SubmissionLedger open(String directory, String runId) throws IOException {
    SubmissionLedger ledger = new SubmissionLedger(directory, runId);
    List<String> names =
        Storage.list(directory).stream().filter(name -> name.endsWith(ENDING)).sorted().toList();
    for (String name : names) {
      ledger.read(name);
    }
    ledger.files = names.isEmpty() ? 0 : number(names.get(names.size() - 1));
    return ledger;
  }

  private static int number(String name) {
    return Integer.parseInt(Storage.fileName(name).replaceFirst("-.*", ""));
  }

  private void read(String name) throws IOException {
    try (InputStream in = Channels.newInputStream(Storage.open(name));
        InputLines lines = new InputLines(in)) {
      Optional<InputLines.Line> line = lines.next();
      for (; line.isPresent(); line = lines.next()) {
        try {
          if (line.get().text() != null) {
            remember(JSON.readValue(line.get().text(), Line.class));
          }
        } catch (JsonProcessingException e) {
          // A run that was killed may leave half a line, last of its file. What it would have said
          // is not proven, so its record is sent again.
        }
      }
    }
  }

  private void remember(Line line) {
    known.put(bytes(line.key()), hash(line.payload()), line.state().code);
  }

  /** What is known of a record; empty when it was never sent. */
  synchronized Optional<State> state(String key) {
    byte code = known.state(bytes(key));
    return Arrays.stream(State.values()).filter(state -> state.code == code).findFirst();
  }

  /** Whether the last thing known of a record is that this content of it was delivered. */
  synchronized boolean isDelivered(String key, String payload) {
    byte[] record = bytes(key);
    return known.state(record) == State.DELIVERED.code
        && known.payloadHash(record) == hash(payload);
  }

  /** Adds a line; it is with the operating system when this returns. */
  synchronized void add(Line line) throws IOException {
    if (out == null) {
      files++;
      lines = 0;
      out =
          Storage.createPrivate(
              Storage.resolve(
                  directory, String.format(Locale.ROOT, "%08d-%s%s", files, runId, ENDING)));
    }
    ByteBuffer text =
        ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    while (text.hasRemaining()) {
      out.write(text);
    }
    remember(line);
    lines++;
    if (lines >= LINES_PER_REMOTE_FILE && !Storage.isLocal(directory)) {
      out.close();
      out = null;
    }
  }

  private static byte[] bytes(String hexadecimal) {
    return HexFormat.of().parseHex(hexadecimal);
  }

  /** Enough of a content's hash to tell contents of one record apart. */
  static long hash(String payload) {
    return payload == null ? 0 : Long.parseUnsignedLong(payload.substring(0, 16), 16);
  }

  @Override
  public void close() {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
