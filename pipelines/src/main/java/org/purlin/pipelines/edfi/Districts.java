package org.purlin.pipelines.edfi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.purlin.io.edfi.District;
import org.purlin.io.edfi.Login;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.RefusedAddressException;
import org.purlin.io.landing.Storage;
import org.purlin.io.secret.Secret;
import org.purlin.io.secret.UnresolvedSecretException;
import org.purlin.pipelines.Nearest;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.UserMistakeException;

/** Which districts a run is for. */
final class Districts {

  private Districts() {}

  /**
   * The districts of a file.
   *
   * @throws UserMistakeException naming line and column of what is wrong, and never repeating a
   *     value
   */
  static List<District> read(String path) throws IOException {
    Map<String, Integer> lines = new HashMap<>();
    List<District> districts = new ArrayList<>();
    for (DistrictsFile.Line line : DistrictsFile.read(path)) {
      for (District district : line.row().districts()) {
        // Keys name files, and some disks do not tell small letters from capitals.
        Integer earlier = lines.putIfAbsent(district.key().toLowerCase(Locale.ROOT), line.number());
        if (earlier != null) {
          throw new UserMistakeException(
              Storage.fileName(path)
                  + " line "
                  + line.number()
                  + ": the district "
                  + district.key()
                  + " is in line "
                  + earlier
                  + " already. Give each its own key.");
        }
        districts.add(district);
      }
    }
    if (districts.isEmpty()) {
      throw new UserMistakeException("--districts: " + path + " lists no district.");
    }
    return districts;
  }

  /**
   * The districts that the options mean, checked as far as it goes without asking them: their
   * addresses and whether their secrets are there.
   */
  static List<District> of(EdfiOptions options) {
    return checked(needed(options), options.isAllowPlainHttp());
  }

  /** The districts that the options mean, unchecked; at least one. */
  static List<District> needed(EdfiOptions options) {
    List<District> districts = given(options);
    if (districts.isEmpty()) {
      throw new UserMistakeException(
          "--districts=<file> says which districts are meant, or --url, --key and --secret do for"
              + " one.");
    }
    return districts;
  }

  /**
   * The same without checks; empty when the options name none. A file goes before an address, which
   * may come from an environment that is there for other programs too.
   */
  static List<District> given(EdfiOptions options) {
    if (options.getDistricts() != null) {
      try {
        return chosen(read(options.getDistricts()), OptionValues.words(options.getOnly()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return options.getUrl() == null ? List.of() : described(options);
  }

  private static List<District> chosen(List<District> all, List<String> only) {
    List<String> keys = all.stream().map(District::key).toList();
    for (String key : only) {
      if (!keys.contains(key)) {
        throw new UserMistakeException(
            "--only names the district "
                + key
                + ", which is not in the file."
                + Nearest.hint(key, keys, ""));
      }
    }
    return only.isEmpty()
        ? all
        : all.stream().filter(district -> only.contains(district.key())).toList();
  }

  private static List<District> described(EdfiOptions options) {
    Map<String, String> values = new LinkedHashMap<>();
    put(values, "district", options.getDistrict());
    put(values, "url", options.getUrl());
    put(values, "key", options.getKey());
    put(values, "secret", options.getSecret());
    put(values, "bearer", options.getBearer());
    put(values, "apiVersion", options.getApiVersion());
    put(values, "tokenUrl", options.getTokenUrl());
    put(values, "instance", options.getInstance());
    put(values, "schoolYears", options.getSchoolYear());
    put(values, "scope", options.getScope());
    put(values, "loginStyle", options.getLoginStyle().name());
    return new DistrictRow(
            column -> "--" + (column.equals("schoolYears") ? "schoolYear" : column), values)
        .districts();
  }

  private static void put(Map<String, String> values, String column, String value) {
    if (value != null) {
      values.put(column, value);
    }
  }

  static List<District> checked(List<District> districts, boolean plainHttp) {
    for (District district : districts) {
      checkAddresses(district, plainHttp);
      checkSecrets(district);
    }
    return districts;
  }

  /** Plain http to other machines must have been asked for. */
  static void checkAddresses(District district, boolean plainHttp) {
    if (plainHttp) {
      return;
    }
    Stream.concat(
            Stream.of(district.base(), district.login().tokenUrl()),
            district.urls().values().stream())
        .filter(Objects::nonNull)
        .forEach(url -> checkAddress(district, url));
  }

  private static void checkAddress(District district, URI url) {
    try {
      HttpSettings.forEndpoint(url).hosts().check(url);
    } catch (RefusedAddressException | IllegalArgumentException e) {
      throw new UserMistakeException(
          "District "
              + district.key()
              + " has an address with plain http. Keys and records could be read on the way: use"
              + " https, or give --allowPlainHttp.");
    }
  }

  /** The secrets that are needed to ask a district. */
  static List<Secret> secrets(District district) {
    Login login = district.login();
    if (login.bearer() != null) {
      return List.of(login.bearer());
    }
    return login.key() != null ? List.of(login.key(), login.secret()) : List.of();
  }

  private static void checkSecrets(District district) {
    for (Secret secret : secrets(district)) {
      try {
        secret.resolve();
      } catch (UnresolvedSecretException e) {
        throw new UserMistakeException("District " + district.key() + ": " + e.getMessage());
      }
    }
  }
}
