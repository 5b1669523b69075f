package org.purlin.sandbox.bigquery;

import java.util.Optional;

/**
 * What a call demands of the object it is about: {@code ifGenerationMatch} (0: that there is none),
 * {@code ifGenerationNotMatch}, {@code ifMetagenerationMatch}, and the generation it means.
 */
record Conditions(
    Optional<String> generation,
    Optional<String> match,
    Optional<String> notMatch,
    Optional<String> metaMatch,
    boolean reading) {

  /** The conditions on the object that is written, or read by a GET. */
  static Conditions of(Call call) {
    return new Conditions(
        call.parameter("generation"),
        call.parameter("ifGenerationMatch"),
        call.parameter("ifGenerationNotMatch"),
        call.parameter("ifMetagenerationMatch"),
        call.method().equals("GET"));
  }

  /** The conditions on the object that is copied. */
  static Conditions ofSource(Call call) {
    return new Conditions(
        call.parameter("sourceGeneration"),
        call.parameter("ifSourceGenerationMatch"),
        call.parameter("ifSourceGenerationNotMatch"),
        call.parameter("ifSourceMetagenerationMatch"),
        false);
  }

  static Conditions none() {
    return new Conditions(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  boolean isGeneration(StoredObject object) {
    return generation.isEmpty() || generation.get().equals(Long.toString(object.generation()));
  }

  /** Refuses an object, or null for none, that is not the one. */
  void check(StoredObject object) {
    String there = object == null ? "0" : Long.toString(object.generation());
    String meta = object == null ? "0" : "1";
    if (!match.orElse(there).equals(there) || !metaMatch.orElse(meta).equals(meta)) {
      throw failed();
    }
    if (notMatch.isPresent() && notMatch.get().equals(there)) {
      throw reading ? new Refused(304, "notModified", "Not Modified") : failed();
    }
  }

  private static Refused failed() {
    return new Refused(
        412, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.");
  }
}
