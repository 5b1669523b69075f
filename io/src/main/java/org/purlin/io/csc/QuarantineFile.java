package org.purlin.io.csc;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.purlin.io.landing.Storage;
import org.purlin.transforms.csc.Complaint;
import org.purlin.transforms.csc.SpreadsheetCsv;

/**
 * The children of a run who were not taken, as CSV for the case team: one line for each thing that
 * is wrong. It names children by their id, and holds no other value of theirs; what the receiver
 * said stands as it came.
 */
final class QuarantineFile implements Closeable {

  private static final List<String> HEADER =
      List.of("person_id", "row_id", "refused_by", "field", "rule", "what_is_wrong");

  /** A spreadsheet program takes a file for UTF-8 only when it begins so. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final String UNFINISHED = ".tmp";

  private final String name;
  private final String unfinished;
  private final Writer out;

  private QuarantineFile(String name, String unfinished, Writer out) {
    this.name = name;
    this.unfinished = unfinished;
    this.out = out;
  }

  /** Begins one under a name of its own; what attempts that died left unfinished is deleted. */
  static QuarantineFile create(String name) throws IOException {
    String directory = name.substring(0, name.lastIndexOf('/'));
    String start = Storage.fileName(name) + ".";
    Storage.delete(
        Storage.list(directory).stream()
            .filter(file -> Storage.fileName(file).startsWith(start) && file.endsWith(UNFINISHED))
            .toList());
    String unfinished = name + "." + UUID.randomUUID() + UNFINISHED;
    Writer out =
        new OutputStreamWriter(
            Channels.newOutputStream(Storage.createPrivate(unfinished)), StandardCharsets.UTF_8);
    out.write(BYTE_ORDER_MARK + SpreadsheetCsv.line(HEADER));
    return new QuarantineFile(name, unfinished, out);
  }

  void add(Prepared.Bad bad) throws IOException {
    String person = bad.personId().isEmpty() ? bad.candidate().key() : bad.personId();
    for (Complaint complaint : bad.complaints()) {
      line(
          person,
          bad.candidate().rowId(),
          "Purlin, before sending",
          complaint.path(),
          complaint.rule(),
          complaint.reason());
    }
  }

  void add(Outgoing outgoing, Result result) throws IOException {
    line(
        outgoing.personId() == null ? outgoing.laChildId() : outgoing.personId(),
        outgoing.rowId(),
        "the receiver",
        "",
        "refused",
        result.reason());
  }

  /** The complaints in one text, for the row. */
  static String sentence(Prepared.Bad bad) {
    return "Not sent: "
        + bad.complaints().stream()
            .map(c -> (c.path().isEmpty() ? "" : c.path() + " ") + c.reason())
            .collect(Collectors.joining("; "));
  }

  private void line(String person, long row, String by, String field, String rule, String reason)
      throws IOException {
    out.write(SpreadsheetCsv.line(List.of(person, String.valueOf(row), by, field, rule, reason)));
  }

  /** Puts the file in its place; an earlier run's is replaced. */
  void publish() throws IOException {
    out.close();
    Storage.move(unfinished, name);
  }

  /** Closes the file and, if it was not published, deletes it: it may name children. */
  @Override
  public void close() throws IOException {
    out.close();
    Storage.delete(List.of(unfinished));
  }
}
