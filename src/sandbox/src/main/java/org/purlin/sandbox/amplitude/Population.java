package org.purlin.sandbox.amplitude;

/**
 * The invented users. All there is to know about one follows from the user's number. Addresses are
 * from the ranges set aside for documentation (RFC 5737).
 */
final class Population {

  static final int USERS = 20_000;

  private static final Place[] PLACES = {
    Place.of("Leeds", "United Kingdom", "England", null, "English", "192.0.2.", 53.8, -1.55),
    Place.of("Zürich", "Switzerland", "Zurich", null, "German", "198.51.100.", 47.37, 8.54),
    Place.of("São Luís", "Brazil", "Maranhão", null, "Portuguese", "203.0.113.", -2.53, -44.3),
    Place.of("Kyoto", "Japan", "Kyoto", null, "Japanese", "198.51.100.", 35.01, 135.77),
    Place.of("Orléans", "France", "Centre-Val de Loire", null, "French", "203.0.113.", 47.9, 1.91),
    Place.of(
        "Portland", "United States", "Oregon", "Portland, OR", "English", "192.0.2.", 45.5, -122.7),
    Place.of("Pune", "India", "Maharashtra", null, "Marathi", "203.0.113.", 18.52, 73.86),
  };

  private static final Device[] DEVICES = {
    Device.of("iOS", "ios", "18.1", "Apple", "Apple iPhone", "iPhone16,1", "amplitude-swift/1.9.0"),
    Device.of(
        "Android", "android", "15", "Google", "Google Pixel", "Pixel 9", "amplitude-kotlin/1.19.0"),
    Device.of("Web", "Firefox", "131.0", null, "Linux", "Linux", "amplitude-ts/2.11.0"),
    Device.of("Web", "Chrome", "130.0.0.0", null, "Windows", "Windows", "amplitude-ts/2.11.0"),
    Device.of("Web", "Safari", "18.0", "Apple", "Mac", "Macintosh", "amplitude-ts/2.10.2"),
  };

  private Population() {}

  static Place placeOf(int user) {
    return PLACES[user * 31 % 101 % PLACES.length];
  }

  static Device deviceOf(int user) {
    return DEVICES[user * 17 % 103 % DEVICES.length];
  }

  /** About 70 % have signed in. */
  static boolean isKnown(int user) {
    return user * 7 % 10 < 7;
  }

  /** Whether the user lets an app know the position: some of those with a phone. */
  static boolean sharesPosition(int user) {
    return deviceOf(user).phone() && user % 8 == 0;
  }

  /** A place, its texts as JSON. */
  record Place(
      Utf8 city,
      Utf8 country,
      Utf8 region,
      Utf8 dma,
      Utf8 language,
      Utf8 network,
      Utf8 latitude,
      Utf8 longitude) {

    private static Place of(
        String city,
        String country,
        String region,
        String dma,
        String language,
        String network,
        double latitude,
        double longitude) {
      return new Place(
          quoted(city),
          quoted(country),
          quoted(region),
          quoted(dma),
          quoted(language),
          Utf8.utf8(network),
          Utf8.utf8(Double.toString(latitude)),
          Utf8.utf8(Double.toString(longitude)));
    }
  }

  /** A device, its texts as JSON. */
  record Device(
      Utf8 platform,
      Utf8 os,
      Utf8 osVersion,
      Utf8 brand,
      Utf8 family,
      Utf8 model,
      Utf8 library,
      boolean phone) {

    private static Device of(
        String platform,
        String os,
        String osVersion,
        String brand,
        String family,
        String model,
        String library) {
      return new Device(
          quoted(platform),
          quoted(os),
          quoted(osVersion),
          quoted(brand),
          quoted(family),
          quoted(model),
          quoted(library),
          !platform.equals("Web"));
    }
  }

  private static Utf8 quoted(String text) {
    return Utf8.utf8(text == null ? "null" : '"' + text + '"');
  }
}
