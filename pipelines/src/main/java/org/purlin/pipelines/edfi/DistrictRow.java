package org.purlin.pipelines.edfi;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.purlin.io.edfi.District;
import org.purlin.io.edfi.District.Link;
import org.purlin.io.edfi.Login;
import org.purlin.io.http.ClientCredentials;
import org.purlin.io.secret.Secret;
import org.purlin.pipelines.UserMistakeException;

/**
 * What is said of a district, by the names of {@link #COLUMNS}. No message repeats a value: in a
 * file whose columns are mixed up, any of them may be a secret.
 */
final class DistrictRow {

  /** Everything that can be said of a district. */
  static final List<String> COLUMNS =
      List.of(
          "district",
          "url",
          "key",
          "secret",
          "bearer",
          "apiVersion",
          "tokenUrl",
          "instance",
          "schoolYears",
          "dataUrl",
          "dependenciesUrl",
          "openApiUrl",
          "changeQueriesUrl",
          "scope",
          "loginStyle");

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern YEAR = Pattern.compile("[0-9]{4}");

  private final UnaryOperator<String> place;
  private final Map<String, String> values;

  /**
   * @param place what a message calls a column, for example {@code districts.csv line 3, column
   *     url}
   * @param values by column; an empty one is one that is not there
   */
  DistrictRow(UnaryOperator<String> place, Map<String, String> values) {
    this.place = place;
    this.values = Map.copyOf(values);
  }

  /**
   * The districts: one for each school year where several are given, else one.
   *
   * @throws UserMistakeException naming the place of the first thing that is wrong
   */
  List<District> districts() {
    String key = required("district");
    if (!KEY.matcher(key).matches()) {
      throw wrong(
          "district",
          "must begin with a letter or digit and have only letters, digits, dots, dashes and"
              + " underscores, at most 100.");
    }
    List<String> years = years();
    if (years.isEmpty()) {
      return List.of(district(key));
    }
    if (years.size() == 1) {
      return List.of(district(key).withSchoolYear(years.get(0)));
    }
    List<District> districts = new ArrayList<>();
    for (String year : years) {
      districts.add(district(key + "-" + year).withSchoolYear(year));
    }
    return districts;
  }

  private District district(String key) {
    Map<Link, URI> urls = new EnumMap<>(Link.class);
    addUrl(urls, Link.DATA, "dataUrl");
    addUrl(urls, Link.DEPENDENCIES, "dependenciesUrl");
    addUrl(urls, Link.OPEN_API, "openApiUrl");
    addUrl(urls, Link.CHANGE_QUERIES, "changeQueriesUrl");
    required("url");
    return new District(
        key, url("url"), login(), values.get("apiVersion"), text("instance"), null, urls);
  }

  private void addUrl(Map<Link, URI> urls, Link link, String column) {
    URI url = url(column);
    if (url != null) {
      urls.put(link, url);
    }
  }

  private Login login() {
    Secret key = secret("key");
    Secret secret = secret("secret");
    if ((key == null) != (secret == null)) {
      throw wrong(
          key == null ? "key" : "secret",
          "is missing: a client needs both its key and its secret.");
    }
    return new Login(key, secret, secret("bearer"), url("tokenUrl"), text("scope"), style());
  }

  private ClientCredentials.Style style() {
    String style = text("loginStyle");
    if (style == null || style.equalsIgnoreCase("basic")) {
      return ClientCredentials.Style.BASIC_AND_FORM;
    }
    if (style.equalsIgnoreCase("form")) {
      return ClientCredentials.Style.FORM;
    }
    throw wrong("loginStyle", "must be basic or form.");
  }

  private List<String> years() {
    String years = text("schoolYears");
    if (years == null) {
      return List.of();
    }
    List<String> all = Arrays.stream(years.split("[;,]", -1)).map(String::strip).toList();
    if (all.stream().anyMatch(year -> !YEAR.matcher(year).matches())
        || all.stream().distinct().count() < all.size()) {
      throw wrong(
          "schoolYears", "must be years of four digits, each once, with ; between: 2025;2026.");
    }
    return all;
  }

  private URI url(String column) {
    String text = text(column);
    if (text == null) {
      return null;
    }
    if (text.indexOf('{') >= 0) {
      throw wrong(
          column, "has braces in it; put the tenant, year or context there that they stand for.");
    }
    try {
      URI url = URI.create(text);
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      if (url.getHost() != null
          && (scheme.equals("https") || scheme.equals("http"))
          && url.getRawUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // Answered below.
    }
    throw wrong(
        column,
        "must be an address such as https://api.example.org/v7.3/api, without a user and a password"
            + " in it.");
  }

  private Secret secret(String column) {
    String reference = text(column);
    if (reference == null) {
      return null;
    }
    try {
      return Secret.parse(column, reference);
    } catch (IllegalArgumentException notAReference) {
      throw wrong(
          column,
          "must say where it is, not what it is: env:NAME, file:PATH or"
              + " secret:projects/PROJECT/secrets/NAME/versions/VERSION. What stands there is not"
              + " repeated here, because it may be the secret itself.");
    }
  }

  private String required(String column) {
    String value = text(column);
    if (value == null) {
      throw wrong(column, "is missing.");
    }
    return value;
  }

  private String text(String column) {
    String value = values.getOrDefault(column, "").strip();
    return value.isEmpty() ? null : value;
  }

  private UserMistakeException wrong(String column, String what) {
    return new UserMistakeException(place.apply(column) + " " + what);
  }
}
