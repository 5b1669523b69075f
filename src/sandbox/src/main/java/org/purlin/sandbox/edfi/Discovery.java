package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Request;

/** The document at the base address: which server this is, and where everything is. */
final class Discovery {

  /** In front of a tenant's paths where none is named yet. */
  private static final String TEMPLATE = "/{tenantIdentifier}/{schoolYearFromRoute}";

  private final EdfiSettings settings;
  private final Layout layout;

  Discovery(EdfiSettings settings, Layout layout) {
    this.settings = settings;
    this.layout = layout;
  }

  /**
   * Answers.
   *
   * @param base path of the district, with its tenant and context where it has them
   */
  Answer answer(Request request, String base) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("version", version());
    body.put("informationalVersion", version() + ".0");
    body.put("suite", "3").put("build", version() + ".1");
    switch (settings.flavour()) {
      case ODS_53_YEAR -> body.put("apiMode", "Year Specific");
      case ODS_6 -> body.put("apiMode", "Shared Instance");
      default -> body.put("applicationName", "Sandbox");
    }
    ObjectNode ours = body.putArray("dataModels").addObject();
    ours.put("name", "Ed-Fi").put("version", "5.2.0").put("informationalVersion", "invented");
    urls(body.putObject("urls"), host(request) + base);
    return Answer.json(200, body.toString());
  }

  /** The document of all tenants, whose addresses still have braces. */
  Answer template(Request request, String base) {
    return answer(request, base + TEMPLATE);
  }

  private void urls(ObjectNode urls, String root) {
    if (settings.dependencies()) {
      urls.put("dependencies", root + layout.dependencies());
    }
    if (settings.openApi()) {
      urls.put("openApiMetadata", root + layout.metadata());
    }
    urls.put("oauth", root + layout.tokens().get(0));
    if (settings.flavour().cursor() && settings.flavour() != Flavour.V8) {
      urls.put("oauthTokenIntrospection", root + "/oauth/token_info");
    }
    urls.put("dataManagementApi", root + layout.printedData());
    if (settings.changeQueries()) {
      urls.put("changeQueries", root + layout.printedChangeQueries());
    }
  }

  /** Scheme and host; nothing where addresses are printed without them. */
  private String host(Request request) {
    if (settings.relativeUrls()) {
      return "";
    }
    return (settings.brokenScheme() ? "https://" : "http://")
        + request.header("host").orElse("127.0.0.1");
  }

  private String version() {
    return switch (settings.flavour()) {
      case ODS_53_YEAR -> "5.3";
      case ODS_6 -> "6.2";
      case ODS_73, ODS_73_TENANT -> "7.3";
      case V8 -> "8.0";
      case PLAIN -> "0.4";
    };
  }
}
