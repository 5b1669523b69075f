package org.purlin.sandbox.edfi;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which profile a request names in its content type, and whether it must. */
final class Profiles {

  static final String JSON = "application/json";

  private static final Pattern TYPE =
      Pattern.compile("application/vnd\\.ed-fi\\.([^.]+)\\.(.+)\\.(readable|writable)\\+json");

  private Profiles() {}

  /**
   * The content type to answer with; or the problem with the one that was given.
   *
   * @param given content type of the request's body or the one it accepts; empty when it says none
   * @param assigned profiles of the client for the resource
   */
  static Verdict judge(Resource resource, List<String> assigned, String given, boolean writing) {
    String type = given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    int refused = writing ? 415 : 406;
    Matcher profile = TYPE.matcher(type);
    if (!profile.matches()) {
      boolean plain = type.isEmpty() || type.contains("*/*") || type.contains(JSON);
      if (!plain) {
        return Verdict.refused(Problem.mediaType(refused));
      }
      return assigned.size() < 2
          ? new Verdict(JSON, Optional.empty())
          : Verdict.refused(
              Problem.policy(
                  "A profile-specific content type is required when a client has several"
                      + " profiles for a resource."));
    }
    boolean known =
        assigned.stream().anyMatch(name -> name.equalsIgnoreCase(profile.group(2)))
            && profile.group(3).equals(writing ? "writable" : "readable")
            && Model.get()
                .resource(resource.name())
                .filter(one -> matches(one, profile.group(1)))
                .isPresent();
    return known
        ? new Verdict(given.split(";", 2)[0].strip(), Optional.empty())
        : Verdict.refused(Problem.mediaType(refused));
  }

  private static boolean matches(Resource resource, String word) {
    return resource.entity().equalsIgnoreCase(word) || resource.name().equalsIgnoreCase(word);
  }

  /** What came of it. */
  record Verdict(String contentType, Optional<Problem> problem) {
    static Verdict refused(Problem problem) {
      return new Verdict(JSON, Optional.of(problem));
    }
  }
}
