package org.purlin.pipelines;

import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/** Makes values of the texts of options. */
public final class OptionValues {

  private OptionValues() {}

  /**
   * A duration that is not negative.
   *
   * @throws UserMistakeException when the text is none
   */
  public static Duration duration(String flag, String value) {
    try {
      Duration duration = Duration.parse(value);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Answered below.
    }
    throw new UserMistakeException(
        flag + " must be an ISO-8601 duration such as PT30S, but was: " + value);
  }

  /**
   * The address of a server, with http:// or https:// and a host.
   *
   * @param example of a good one, for the message
   * @throws UserMistakeException when the text is none, or has a user in it; the text is not
   *     repeated, because a password may be in it
   */
  public static URI url(String flag, String text, String example) {
    try {
      URI url = URI.create(text.strip());
      String scheme = url.getScheme() == null ? "" : url.getScheme();
      if (url.getHost() != null
          && (scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))
          && url.getRawUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException noUrl) {
      // Answered below.
    }
    throw new UserMistakeException(
        flag + " must be a URL such as " + example + ", without a user and a password in it.");
  }

  /** The names of the flags of an options interface, its parents' included. */
  public static List<String> flags(Class<? extends PipelineOptions> options) {
    return Arrays.stream(options.getMethods())
        .map(Method::getName)
        .filter(name -> name.startsWith("set") && name.length() > 3)
        .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
        .distinct()
        .sorted()
        .toList();
  }

  /** The words of a list with commas; blanks around them do not count, empty ones neither. */
  public static List<String> words(String list) {
    return list == null
        ? List.of()
        : Arrays.stream(list.split(",", -1))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .toList();
  }
}
