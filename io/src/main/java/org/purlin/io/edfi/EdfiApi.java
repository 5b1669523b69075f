package org.purlin.io.edfi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.purlin.io.edfi.District.Link;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.Body;
import org.purlin.io.http.ClientCredentials;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.HttpReply;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.HttpTransport;
import org.purlin.io.http.Repeat;
import org.purlin.io.secret.UnresolvedSecretException;
import org.purlin.transforms.edfi.ApiModel;
import org.purlin.transforms.edfi.ApiProblem;
import org.purlin.transforms.edfi.DependencyOrder;
import org.purlin.transforms.edfi.NaturalKey;
import org.purlin.transforms.edfi.ResourceName;

/**
 * One district's API. May be used by many threads.
 *
 * <p>Every method that asks can throw {@link CredentialsRefusedException} when the login is
 * refused, and {@link org.purlin.io.http.NoAnswerException} when the server is silent too long.
 */
public final class EdfiApi implements AutoCloseable {

  /** Numbers keep every digit. */
  static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** The ODS' default, for servers that do not say how long a token lives. */
  private static final Duration ASSUMED_TOKEN_LIFE = Duration.ofMinutes(30);

  /** Sections of the list of OpenAPI documents; others are of composites, profiles and the like. */
  private static final Set<String> SECTIONS = Set.of("resources", "descriptors");

  private static final String AVAILABLE = "availableChangeVersions";

  private final District district;
  private final Endpoints endpoints;
  private final EdfiSettings settings;
  private final HttpTransport http;
  private DependencyOrder dependencies;
  private ApiModel model;

  private EdfiApi(
      District district, Endpoints endpoints, EdfiSettings settings, HttpTransport http) {
    this.district = district;
    this.endpoints = endpoints;
    this.settings = settings;
    this.http = http;
  }

  /**
   * Reads the discovery document and resolves the secrets; asks for no token yet.
   *
   * @throws DistrictException when the district's settings do not fit its server
   */
  public static EdfiApi open(District district, EdfiSettings settings)
      throws IOException, InterruptedException {
    try {
      Endpoints endpoints = Discovery.of(district, settings);
      HttpSettings http = settings.http(endpoints.data()).withConcurrency(settings.concurrency());
      for (URI url : endpoints.urls().values()) {
        if (url.getHost() == null) {
          throw new DistrictException(district.key() + " has a URL without a host: " + url);
        }
        http = http.alsoAllowing(url.getHost());
      }
      return new EdfiApi(
          district,
          endpoints,
          settings,
          HttpTransport.open(http, authorization(district.login(), endpoints)));
    } catch (IllegalArgumentException | UnresolvedSecretException e) {
      // Of this district; the others can be worked on.
      throw new DistrictException(e.getMessage(), e);
    }
  }

  private static Authorization authorization(Login login, Endpoints endpoints) {
    if (login.bearer() != null) {
      return Authorization.bearer(login.bearer());
    }
    return login.key() == null
        ? Authorization.none()
        : Authorization.clientCredentials(
            new ClientCredentials(
                endpoints.urls().get(Link.TOKENS),
                login.key(),
                login.secret(),
                login.scope(),
                login.style(),
                ASSUMED_TOKEN_LIFE));
  }

  public District district() {
    return district;
  }

  public Endpoints endpoints() {
    return endpoints;
  }

  /** Which resources come before which; none where the server does not say. Read once. */
  public synchronized DependencyOrder dependencies() throws IOException, InterruptedException {
    if (dependencies == null) {
      Optional<URI> url = endpoints.find(Link.DEPENDENCIES);
      dependencies =
          url.isEmpty()
              ? DependencyOrder.none()
              : parsed(url.get(), "the order of its resources", DependencyOrder::parse);
    }
    return dependencies;
  }

  /** What its resources look like; none where the server does not say. Read once. */
  public synchronized ApiModel model() throws IOException, InterruptedException {
    if (model == null) {
      ApiModel read = ApiModel.none();
      Optional<URI> url = endpoints.find(Link.OPEN_API);
      if (url.isPresent()) {
        for (JsonNode section :
            json(text(url.get(), "its OpenAPI documents"), Urls.place(url.get()))) {
          read = read.plus(section(url.get(), section));
        }
      }
      model = read;
    }
    return model;
  }

  /** Of the documents only those of resources and descriptors are ours; a host may have others. */
  private ApiModel section(URI list, JsonNode section) throws IOException, InterruptedException {
    String name = section.path("name").asText("").toLowerCase(Locale.ROOT);
    String address = section.path("endpointUri").asText("");
    if (!SECTIONS.contains(name) || address.isEmpty()) {
      return ApiModel.none();
    }
    URI url;
    try {
      url = list.resolve(address);
    } catch (IllegalArgumentException e) {
      throw new DistrictException(list + " lists a document without a usable URL: " + name);
    }
    return parsed(
        Discovery.sameServer(district, url), "its OpenAPI document of " + name, ApiModel::parse);
  }

  private <T> T parsed(URI url, String what, Function<String, T> parser)
      throws IOException, InterruptedException {
    String text = text(url, what);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new DistrictException(
          url + " answered 200, but not with " + what + ": " + e.getMessage());
    }
  }

  private String text(URI url, String what) throws IOException, InterruptedException {
    HttpReply reply = checked(http.get(url));
    if (reply.status() != 200) {
      throw new DistrictException(
          url
              + " answered "
              + reply.status()
              + " instead of "
              + what
              + ": "
              + problem(reply).reason());
    }
    return reply.bodyText();
  }

  /** The name as the server spells it, if it says. */
  public ResourceName spelled(ResourceName name) throws IOException, InterruptedException {
    return model().resource(name).map(known -> known.name()).orElse(name);
  }

  /** Where a resource's records are; without a slash at the end. */
  URI collection(ResourceName resource) {
    return endpoints.data().resolve(resource.path());
  }

  private URI record(ResourceName resource, String id) {
    return URI.create(collection(resource) + "/" + Urls.encode(id));
  }

  /** Where one record is, for messages: an id says who somebody is. */
  String shownRecord(ResourceName resource) {
    return collection(resource) + "/…";
  }

  /** Reads data: with the profile of the resource, and from the snapshot when one is read. */
  HttpReply read(ResourceName resource, URI url) throws IOException, InterruptedException {
    return checked(http.get(url, headers(resource)));
  }

  /** Reads one record; as {@link #read}. */
  HttpReply readRecord(ResourceName resource, String id) throws IOException, InterruptedException {
    return checked(http.get(record(resource, id), headers(resource), shownRecord(resource)));
  }

  private Map<String, String> headers(ResourceName resource) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (settings.profile() != null) {
      headers.put("Accept", mediaType(resource, "readable"));
    }
    if (settings.snapshot()) {
      headers.put("Use-Snapshot", "true");
    }
    return headers;
  }

  /** Reads something that is no resource, for example change versions. */
  HttpReply get(URI url) throws IOException, InterruptedException {
    return checked(http.get(url, settings.snapshot() ? Map.of("Use-Snapshot", "true") : Map.of()));
  }

  /** Inserts or updates by natural key. Harmless to repeat. */
  HttpReply post(ResourceName resource, String body) throws IOException, InterruptedException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String type = settings.profile() == null ? "application/json" : mediaType(resource, "writable");
    return checked(http.post(collection(resource), Body.of(type, bytes).withRepeat(Repeat.ALWAYS)));
  }

  HttpReply delete(ResourceName resource, String id) throws IOException, InterruptedException {
    return checked(http.delete(record(resource, id), Map.of(), shownRecord(resource)));
  }

  /** The singular is the guess here: profiles name the resource, not its collection. */
  private String mediaType(ResourceName resource, String usage) {
    return "application/vnd.ed-fi."
        + Urls.singular(resource.name()).toLowerCase(Locale.ROOT)
        + "."
        + settings.profile().toLowerCase(Locale.ROOT)
        + "."
        + usage
        + "+json";
  }

  /**
   * The record with a natural key, as the server shows it.
   *
   * @throws DistrictException when the server answers with other records, as one does that ignores
   *     a filter it does not know
   */
  Optional<JsonNode> find(ResourceName resource, NaturalKey key)
      throws IOException, InterruptedException {
    HttpReply reply = read(resource, URI.create(collection(resource) + "?" + key.query()));
    // Also 404: a collection without such a record answers with an empty list.
    if (reply.status() != 200) {
      throw new RefusedException(reply.status(), problem(reply));
    }
    JsonNode found = json(reply.bodyText(), Urls.place(collection(resource)));
    for (JsonNode record : found) {
      if (NaturalKey.of(model().resource(resource).orElseThrow(), record)
          .filter(key::equals)
          .isPresent()) {
        return Optional.of(record);
      }
    }
    if (found.size() > 0) {
      throw new DistrictException(
          "Asked for one of "
              + resource.path()
              + " by its natural key, "
              + district.key()
              + " answered with others; it may not know one of the filters. Nothing can be said of"
              + " this record.");
    }
    return Optional.empty();
  }

  /** The newest change version, read before a pull begins; empty without change queries. */
  OptionalLong newestChangeVersion() throws IOException, InterruptedException {
    Optional<URI> url = endpoints.find(Link.CHANGE_QUERIES);
    if (url.isEmpty()) {
      return OptionalLong.empty();
    }
    URI available = url.get().resolve(AVAILABLE);
    HttpReply reply = get(available);
    if (reply.status() == 404 && !settings.snapshot()) {
      return OptionalLong.empty();
    }
    if (reply.status() != 200) {
      throw new RefusedException(reply.status(), problem(reply));
    }
    JsonNode versions = json(reply.bodyText(), Urls.place(available));
    // 5.x writes it with a capital.
    JsonNode newest = versions.path("newestChangeVersion");
    JsonNode value = newest.isMissingNode() ? versions.path("NewestChangeVersion") : newest;
    if (!value.canConvertToLong()) {
      throw new DistrictException(available + " does not say which change version is the newest.");
    }
    return OptionalLong.of(value.longValue());
  }

  /** A 401 that a new token does not change says that the login is not accepted here at all. */
  private HttpReply checked(HttpReply reply) throws CredentialsRefusedException {
    if (reply.status() == 401) {
      throw new CredentialsRefusedException(
          district.key()
              + " answered 401: "
              + problem(reply).reason()
              + " Check the district's key and secret, or its token.",
          reply);
    }
    return reply;
  }

  static ApiProblem problem(HttpReply reply) {
    return ApiProblem.read(
        reply.status(), reply.headers().firstValue("Content-Type").orElse(""), reply.bodyText());
  }

  /**
   * An answer that is JSON.
   *
   * @param shown where it is, for messages
   */
  static JsonNode json(String text, String shown) throws DistrictException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      // The parser's message would repeat what it cannot read.
      throw new DistrictException(shown + " answered 200, but not with JSON.");
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
