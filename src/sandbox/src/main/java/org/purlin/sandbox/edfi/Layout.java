package org.purlin.sandbox.edfi;

import java.util.List;

/**
 * The paths of a kind of server, below a district's base.
 *
 * @param data where collections are, with a slash at the end
 * @param printedData the same as the discovery document tells it
 * @param tokens where tokens can be asked for; the first is the one that is printed
 * @param dependencies the document of dependencies
 * @param metadata the list of OpenAPI documents
 * @param changeQueries where change versions are told, with a slash at the end
 * @param printedChangeQueries the same as the discovery document tells it
 * @param discovery further paths of the discovery document, besides the base
 */
record Layout(
    String data,
    String printedData,
    List<String> tokens,
    String dependencies,
    String metadata,
    String changeQueries,
    String printedChangeQueries,
    List<String> discovery) {

  static Layout of(Flavour flavour) {
    return switch (flavour) {
      case ODS_6, ODS_73, ODS_73_TENANT -> ods("");
      case ODS_53_YEAR -> ods(EdfiSettings.YEAR + "/");
      case V8 ->
          new Layout(
              "/api/data/",
              "/api/data", // without a slash at the end, as this server prints it
              List.of("/connect/token", "/oauth/token"),
              "/api/metadata/dependencies",
              "/api/metadata/specifications",
              "/api/changeQueries/v1/",
              "/api/changeQueries/v1/",
              List.of("/api"));
      case PLAIN ->
          new Layout(
              "/local/v3.3b/",
              "/local/v3.3b/",
              List.of("/local/oauth/token"),
              "/local/metadata/data/v3/dependencies",
              "/local/metadata/",
              "/local/none/",
              "/local/none/",
              List.of("/local"));
    };
  }

  private static Layout ods(String year) {
    return new Layout(
        "/data/v3/" + year,
        "/data/v3/",
        List.of("/oauth/token"),
        "/metadata/data/v3/" + year + "dependencies",
        "/metadata/" + year,
        "/changeQueries/v1/" + year,
        "/changeQueries/v1/",
        List.of());
  }
}
