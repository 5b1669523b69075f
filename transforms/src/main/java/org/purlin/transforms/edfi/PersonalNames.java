package org.purlin.transforms.edfi;

import java.util.Locale;
import java.util.Set;

/**
 * Tells by their names which properties can name, locate or single out a person. A guess from the
 * data standard's naming, on the careful side: an address is personal although schools have one.
 */
final class PersonalNames {

  private static final Set<String> NAMES =
      Set.of(
          "firstname",
          "middlename",
          "lastsurname",
          "maidenname",
          "preferredfirstname",
          "preferredlastsurname",
          "generationcodesuffix",
          "personaltitleprefix",
          "fullname",
          "birthdate",
          "birthcity",
          "birthinternationalprovince",
          "deathdate",
          "loginid",
          "personid",
          "profilethumbnail",
          "electronicmailaddress",
          "telephonenumber",
          "identificationcode",
          "identificationdocuments",
          "visas",
          "biometrichash");

  /** Endings such as in studentUniqueId, staffUniqueId and contactUniqueId. */
  private static final String UNIQUE_ID = "uniqueid";

  /** Lists of addresses and what stands in one of them, telephones, mail addresses, other names. */
  private static final Set<String> PARTS =
      Set.of(
          "address",
          "telephone",
          "electronicmail",
          "othername",
          "street",
          "apartment",
          "postalcode",
          "latitude",
          "longitude",
          "identificationdocument");

  /** Resources whose records are persons. */
  private static final Set<String> PERSONS =
      Set.of("students", "staffs", "contacts", "parents", "people", "candidates");

  private PersonalNames() {}

  static boolean isPersonal(String property) {
    String name = property.toLowerCase(Locale.ROOT);
    return !name.endsWith("descriptor")
        && (NAMES.contains(name)
            || name.endsWith(UNIQUE_ID)
            || PARTS.stream().anyMatch(name::contains));
  }

  /** True when the property or anything in it is personal. */
  static boolean isPersonal(Property property) {
    return isPersonal(property.name())
        || property.properties().stream().anyMatch(PersonalNames::isPersonal);
  }

  static boolean isPerson(ResourceName resource) {
    return PERSONS.contains(resource.name().toLowerCase(Locale.ROOT));
  }
}
