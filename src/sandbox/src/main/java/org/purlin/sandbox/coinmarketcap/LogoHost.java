package org.purlin.sandbox.coinmarketcap;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Api;
import org.purlin.sandbox.Body;
import org.purlin.sandbox.Request;

/** The host of the logos: plain files for everybody, with marks for those who have them already. */
final class LogoHost implements Api {

  /** More than any logo has. */
  static final int HUGE_BYTES = 32 * 1024 * 1024;

  private static final Pattern PATH =
      Pattern.compile("/static/img/coins/(16|32|64|128|200)x\\1/([1-9][0-9]{0,8})\\.png");

  private static final Instant FIRST_DRAWN = Instant.parse("2024-03-05T09:46:00Z");

  private final Map<Integer, LogoVariant> variants = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> drawings = new ConcurrentHashMap<>();
  private volatile URI elsewhere = URI.create("http://localhost");

  /** Where {@link LogoVariant#REDIRECT} leads to. */
  void redirectsTo(URI other) {
    elsewhere = other;
  }

  void vary(int id, LogoVariant variant) {
    variants.put(id, variant);
  }

  /** Takes back what was varied. */
  void restore(int id) {
    variants.remove(id);
  }

  /** Gives a coin another picture, with other marks. */
  void redraw(int id) {
    drawings.merge(id, 1, Integer::sum);
  }

  @Override
  public Answer answer(Request request, int inFlight) {
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      return Answer.text(404, "Not Found\n");
    }
    int size = Integer.parseInt(path.group(1));
    int id = Integer.parseInt(path.group(2));
    LogoVariant variant = variants.get(id);
    return variant == null ? picture(request, size, id) : odd(request.path(), size, id, variant);
  }

  private Answer picture(Request request, int size, int id) {
    int drawing = drawings.getOrDefault(id, 0);
    String mark = "\"" + id + "-" + size + "-" + drawing + "\"";
    Instant drawn = FIRST_DRAWN.plusSeconds(drawing);
    Answer answer =
        isKnown(request, mark, drawn) ? Answer.text(304, "") : png(drawn(size, id, drawing));
    return answer
        .with("ETag", mark)
        .with(
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(drawn.atZone(ZoneOffset.UTC)));
  }

  /** The mark goes before the date where both are given. */
  private static boolean isKnown(Request request, String mark, Instant drawn) {
    Optional<String> marks = request.header("if-none-match");
    if (marks.isPresent()) {
      return Arrays.stream(marks.get().split(",", -1)).anyMatch(one -> one.strip().equals(mark));
    }
    return request.header("if-modified-since").filter(date -> !isBefore(date, drawn)).isPresent();
  }

  /** Whether a date is before an instant; a text that is no date is. */
  private static boolean isBefore(String date, Instant instant) {
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
          .toInstant()
          .isBefore(instant);
    } catch (DateTimeException e) {
      return true;
    }
  }

  private Answer odd(String path, int size, int id, LogoVariant variant) {
    byte[] picture = drawn(size, id, 0);
    return switch (variant) {
      case NOT_FOUND -> Answer.text(404, "Not Found\n");
      case HTML -> png("<html>Not Found</html>".getBytes(StandardCharsets.US_ASCII));
      case EMPTY -> png(new byte[0]);
      case SVG ->
          png(
              "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"64\" height=\"64\"/>"
                  .getBytes(StandardCharsets.US_ASCII));
      case HALF -> png(Arrays.copyOf(picture, picture.length / 2));
      case HUGE -> png(Arrays.copyOf(picture, HUGE_BYTES));
      case REDIRECT -> Answer.text(302, "").with("Location", elsewhere + path);
    };
  }

  private static byte[] drawn(int size, int id, int drawing) {
    return Png.disc(size, (id * 0x9E3779 + drawing * 0x5BD1E9) & 0xFFFFFF);
  }

  private static Answer png(byte[] bytes) {
    return Answer.of(200, "image/png", new Body.Bytes(bytes));
  }
}
