package org.purlin.io.edfi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.purlin.io.edfi.District.Link;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.HttpReply;
import org.purlin.io.http.HttpTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a base URL to every other URL of an API. */
final class Discovery {

  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where a server without a discovery document issues tokens, below its base. */
  private static final String USUAL_TOKENS = "oauth/token";

  private final District district;

  private Discovery(District district) {
    this.district = district;
  }

  /**
   * Reads the discovery document, unless the district says what would stand there.
   *
   * @throws DistrictException when there is no such document or one of its URLs cannot be used
   */
  static Endpoints of(District district, EdfiSettings settings)
      throws IOException, InterruptedException {
    if (district.base().getHost() == null || district.base().getScheme() == null) {
      throw new DistrictException(
          "The url of " + district.key() + " must be like https://api.example.org/path.");
    }
    Discovery discovery = new Discovery(district);
    if (district.apiVersion() != null) {
      return discovery.byVersion();
    }
    if (district.urls().containsKey(Link.DATA)
        && (!district.login().asksForToken()
            || district.login().tokenUrl() != null
            || district.urls().containsKey(Link.TOKENS))) {
      return new Endpoints("", discovery.complete(new EnumMap<>(Link.class)));
    }
    return discovery.read(settings);
  }

  /** As the tools before discovery did: {@code base/data/version}. */
  private Endpoints byVersion() throws DistrictException {
    URI base = slashed(district.base());
    Map<Link, URI> urls = new EnumMap<>(Link.class);
    String version = district.apiVersion().replaceAll("^/+|/+$", "");
    URI data = version.isEmpty() ? base : base.resolve("data/" + version + "/");
    if (district.schoolYear() != null) {
      String instance = district.instance() == null ? "" : district.instance() + "/";
      data = data.resolve(instance + district.schoolYear() + "/");
    }
    urls.put(Link.DATA, data);
    urls.put(Link.TOKENS, base.resolve(USUAL_TOKENS));
    return new Endpoints("", complete(urls));
  }

  private Endpoints read(EdfiSettings settings) throws IOException, InterruptedException {
    HttpReply reply;
    try (HttpTransport http =
        HttpTransport.open(settings.firstContact().http(district.base()), Authorization.none())) {
      reply = http.get(district.base());
    }
    if (reply.status() != 200) {
      throw new DistrictException(
          district.base()
              + " answered "
              + reply.status()
              + " instead of a discovery document. Check the district's url; for a server without"
              + " discovery give an API version.");
    }
    JsonNode document = json(reply);
    JsonNode links = document.path("urls");
    Map<Link, URI> urls = new EnumMap<>(Link.class);
    for (Link link : Link.values()) {
      String text = links.path(link.member()).asText("");
      if (!text.isEmpty() && !district.urls().containsKey(link)) {
        urls.put(link, found(link, text));
      }
    }
    addYear(document, urls);
    return new Endpoints(document.path("version").asText(""), complete(urls));
  }

  private JsonNode json(HttpReply reply) throws DistrictException {
    try {
      JsonNode document = JSON.readTree(reply.bodyText());
      if (document.path("urls").isObject()) {
        return document;
      }
    } catch (JsonProcessingException e) {
      // Answered below.
    }
    throw new DistrictException(
        district.base()
            + " answered 200, but not with a discovery document. Check the district's url, and"
            + " whether a proxy answers in the server's place.");
  }

  /** A URL of the document, absolute. */
  private URI found(Link link, String text) throws DistrictException {
    if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
      throw new DistrictException(
          "The discovery document at "
              + district.base()
              + " leaves a part of "
              + link.member()
              + " open: "
              + text
              + ". Put the tenant and the context into the district's url, as in"
              + " https://host/tenant/context.");
    }
    URI url;
    try {
      url = slashed(district.base()).resolve(text);
    } catch (IllegalArgumentException e) {
      throw new DistrictException(
          "The discovery document at "
              + district.base()
              + " has no usable URL for "
              + link.member()
              + ": "
              + text);
    }
    return sameServer(district, link.member(), url);
  }

  /** The same for a URL that another document of the district names. */
  static URI sameServer(District district, URI url) throws DistrictException {
    return sameServer(district, "a document", url);
  }

  /**
   * Behind a proxy the scheme may be wrong. The base's host and port has just answered in the
   * base's scheme, so that one is used. Never another host: a document must not send our login
   * elsewhere.
   */
  private static URI sameServer(District district, String what, URI url) throws DistrictException {
    URI base = district.base();
    if (url.getHost() == null || !base.getHost().equalsIgnoreCase(url.getHost())) {
      throw new DistrictException(
          "The discovery document at "
              + base
              + " names another host for "
              + what
              + ": "
              + url
              + ". If that is right, give this URL for the district yourself.");
    }
    if (!base.getScheme().equalsIgnoreCase(url.getScheme()) && base.getPort() == url.getPort()) {
      if (base.getPort() < 0 && "https".equalsIgnoreCase(url.getScheme())) {
        return url;
      }
      LOG.warn(
          "The discovery document of {} says {} for {}; {} answered, so that is used.",
          district.key(),
          url.getScheme(),
          what,
          base.getScheme());
      return URI.create(base.getScheme() + url.toString().substring(url.getScheme().length()));
    }
    if ("https".equalsIgnoreCase(base.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
      throw new DistrictException(
          "The discovery document at "
              + base
              + " names a URL without encryption for "
              + what
              + ": "
              + url
              + ". If that is right, give this URL for the district yourself.");
    }
    return url;
  }

  /** Before 7.0 the year, or instance and year, is not in the document's data URL. */
  private void addYear(JsonNode document, Map<Link, URI> urls) throws DistrictException {
    String mode = document.path("apiMode").asText("").replaceAll("[^A-Za-z]", "");
    boolean byYear = mode.toLowerCase(Locale.ROOT).contains("yearspecific");
    boolean byInstance = mode.toLowerCase(Locale.ROOT).contains("instance");
    String year = district.schoolYear();
    if (!byYear) {
      return;
    }
    if (year == null || (byInstance && district.instance() == null)) {
      throw new DistrictException(
          "The server at "
              + district.base()
              + " keeps its data by "
              + (byInstance ? "instance and " : "")
              + "school year. Give the district a school year"
              + (byInstance ? " and an instance." : "."));
    }
    String path = (byInstance ? district.instance() + "/" : "") + year + "/";
    for (Link link : new Link[] {Link.DATA, Link.CHANGE_QUERIES}) {
      URI url = urls.get(link);
      if (url != null && !slashed(url).getPath().endsWith("/" + path)) {
        urls.put(link, slashed(url).resolve(path));
      }
    }
    if (byInstance && !district.urls().containsKey(Link.TOKENS)) {
      urls.put(
          Link.TOKENS, slashed(district.base()).resolve(district.instance() + "/" + USUAL_TOKENS));
    }
  }

  /** With what the district says itself, which goes before everything else. */
  private Map<Link, URI> complete(Map<Link, URI> found) throws DistrictException {
    Map<Link, URI> urls = new EnumMap<>(Link.class);
    urls.putAll(found);
    urls.putAll(district.urls());
    if (district.login().tokenUrl() != null) {
      urls.put(Link.TOKENS, district.login().tokenUrl());
    }
    for (Map.Entry<Link, URI> url : urls.entrySet()) {
      if (url.getKey() == Link.DATA || url.getKey() == Link.CHANGE_QUERIES) {
        url.setValue(slashed(url.getValue()));
      }
    }
    if (!urls.containsKey(Link.DATA)) {
      throw new DistrictException(
          "The discovery document at "
              + district.base()
              + " has no dataManagementApi. Check the district's url, or give the data URL.");
    }
    if (district.login().asksForToken() && !urls.containsKey(Link.TOKENS)) {
      throw new DistrictException(
          "The discovery document at "
              + district.base()
              + " does not say where tokens are issued (oauth). Give the district a token URL.");
    }
    return urls;
  }

  private static URI slashed(URI url) {
    String text = url.toString();
    return text.endsWith("/") ? url : URI.create(text + "/");
  }
}
