package org.purlin.sandbox.bigquery;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Body;
import org.purlin.sandbox.Request;

/** An object's bytes, or the one range of them that was asked for. */
final class Download {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  private Download() {}

  static Answer of(StoredObject object, Request request) throws IOException {
    long length = object.content().length();
    Matcher range = RANGE.matcher(request.header("range").orElse(""));
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return headed(Answer.of(200, object.contentType(), object.content()), object);
    }
    boolean tail = range.group(1).isEmpty();
    long from = tail ? Math.max(0, length - number(range.group(2))) : number(range.group(1));
    long last = tail || range.group(2).isEmpty() ? length - 1 : number(range.group(2));
    last = Math.min(last, length - 1);
    if (from > last) {
      return Answer.text(416, "The requested range cannot be satisfied.")
          .with("Content-Range", "bytes */" + length);
    }
    Answer part =
        Answer.of(206, object.contentType(), slice(object.content(), from, last))
            .with("Content-Range", "bytes " + from + "-" + last + "/" + length);
    return headed(part, object);
  }

  private static Body slice(Body content, long from, long last) throws IOException {
    try (InputStream bytes = content.open()) {
      bytes.skipNBytes(from);
      return new Body.Bytes(bytes.readNBytes((int) (last - from + 1)));
    }
  }

  private static Answer headed(Answer answer, StoredObject object) {
    return answer
        .with("X-Goog-Generation", Long.toString(object.generation()))
        .with("X-Goog-Metageneration", "1")
        .with("X-Goog-Stored-Content-Length", Long.toString(object.content().length()))
        .with(
            "X-Goog-Hash",
            "crc32c=" + object.checksums().crc32c() + ",md5=" + object.checksums().md5())
        .with("ETag", object.etag());
  }

  private static long number(String digits) {
    return Long.parseLong(digits.substring(0, Math.min(digits.length(), 18)));
  }
}
