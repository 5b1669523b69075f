package org.purlin.sandbox.edfi;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the stand-in behaves. Immutable: each method that begins with "with" gives a changed copy.
 */
public final class EdfiSettings implements Cloneable {

  /** The client of every district that has none of its own. */
  public static final String KEY = "sandbox-key";

  /** The secret of {@link #KEY}. It opens nothing but sandboxes. */
  public static final String SECRET = "sandbox-secret";

  /** The tenant of {@link Flavour#ODS_73_TENANT}. */
  public static final String TENANT = "t1";

  /** The context of {@link Flavour#ODS_73_TENANT}, and the year of {@link Flavour#ODS_53_YEAR}. */
  public static final int YEAR = 2026;

  /** What ODS/API allows by default. */
  private static final int PAGE_LIMIT = 500;

  /** A partition of ODS/API holds at least this many of the largest pages. */
  private static final int PAGES_IN_PARTITION = 5;

  private int port;
  private Flavour flavour = Flavour.ODS_73;
  private List<String> districts = List.of("");
  private Map<String, String> commonClients = Map.of();
  private Map<String, Map<String, String>> clients = Map.of();
  private Duration tokenLife = Duration.ofMinutes(30);
  private ExpiresIn expiresIn = ExpiresIn.SECONDS;
  private int tokenCap = 15;
  private int pageLimit = PAGE_LIMIT;
  private int pageCap = Integer.MAX_VALUE;
  private int minimumPartition;
  private boolean emptyPageWithToken;
  private Duration delay = Duration.ZERO;
  private RateLimit rateLimit;
  private boolean relationshipAuthorization;
  private boolean brokenScheme;
  private boolean relativeUrls;
  private boolean discovery = true;
  private boolean changeQueries = true;
  private boolean dependencies = true;
  private boolean openApi = true;
  private boolean markedParameters = true;
  private boolean recreatedInDeletes = true;
  private Map<String, List<String>> profiles = Map.of();
  private Map<String, Integer> generated = Map.of();
  private Clock clock = Clock.systemUTC();

  private EdfiSettings() {}

  /** The defaults: ODS/API 7.3, one district at the root. */
  public static EdfiSettings defaults() {
    return new EdfiSettings();
  }

  /** The defaults of another kind of server. */
  public static EdfiSettings of(Flavour flavour) {
    return defaults().withFlavour(flavour);
  }

  /** Default 0, a free one. */
  public EdfiSettings withPort(int port) {
    return with(copy -> copy.port = port);
  }

  /** Default {@link Flavour#ODS_73}. */
  public EdfiSettings withFlavour(Flavour flavour) {
    return with(copy -> copy.flavour = flavour);
  }

  /**
   * Several districts in one server, each at a path of its name, with its own data, clients and
   * tokens. Default: one, without a name, at the root.
   */
  public EdfiSettings withDistricts(String... names) {
    return with(copy -> copy.districts = List.of(names));
  }

  /** Gives every district one more client, in place of the one it has by default. */
  public EdfiSettings withClient(String key, String secret) {
    Map<String, String> more = new LinkedHashMap<>(commonClients);
    more.put(key, secret);
    return with(copy -> copy.commonClients = Map.copyOf(more));
  }

  /** Gives one district one more client, in place of the one it has by default. */
  public EdfiSettings withClient(String district, String key, String secret) {
    Map<String, Map<String, String>> more = new LinkedHashMap<>(clients);
    Map<String, String> own = new LinkedHashMap<>(more.getOrDefault(district, Map.of()));
    own.put(key, secret);
    more.put(district, Map.copyOf(own));
    return with(copy -> copy.clients = Map.copyOf(more));
  }

  /** How long a token opens anything. Default 30 minutes. */
  public EdfiSettings withTokenLife(Duration tokenLife) {
    return with(copy -> copy.tokenLife = tokenLife);
  }

  /** How that life is told. Default {@link ExpiresIn#SECONDS}; for PLAIN the epoch. */
  public EdfiSettings withExpiresIn(ExpiresIn expiresIn) {
    return with(copy -> copy.expiresIn = expiresIn);
  }

  /** How many living tokens a client may have. Default 15. */
  public EdfiSettings withTokenCap(int tokenCap) {
    return with(copy -> copy.tokenCap = tokenCap);
  }

  /** The most rows a page may be asked for; beyond it is a 400. Default 500. */
  public EdfiSettings withPageLimit(int pageLimit) {
    return with(copy -> copy.pageLimit = pageLimit);
  }

  /** The most rows a page has, whatever it was asked for; nothing is said about it. */
  public EdfiSettings capsSilently(int pageCap) {
    return with(copy -> copy.pageCap = pageCap);
  }

  /** The fewest rows a partition has. Default five of the largest pages. */
  public EdfiSettings withMinimumPartition(int rows) {
    return with(copy -> copy.minimumPartition = rows);
  }

  /** Puts an empty page that has a next page behind the first page of every cursor walk. */
  public EdfiSettings withEmptyPageWithToken() {
    return with(copy -> copy.emptyPageWithToken = true);
  }

  /** The pause before each request is worked on. Default none. */
  public EdfiSettings withDelay(Duration delay) {
    return with(copy -> copy.delay = delay);
  }

  /** Limits the requests for data. Default no limit. */
  public EdfiSettings withRateLimit(RateLimit rateLimit) {
    return with(copy -> copy.rateLimit = rateLimit);
  }

  /** Refuses changes of people who are not associated with any organisation. Default off. */
  public EdfiSettings withRelationshipAuthorization() {
    return with(copy -> copy.relationshipAuthorization = true);
  }

  /** Prints https in the discovery document, although http is what it speaks. */
  public EdfiSettings withBrokenScheme() {
    return with(copy -> copy.brokenScheme = true);
  }

  /** Prints addresses without a host in the discovery document. */
  public EdfiSettings withRelativeUrls() {
    return with(copy -> copy.relativeUrls = true);
  }

  /** The base address answers 404. */
  public EdfiSettings withoutDiscovery() {
    return with(copy -> copy.discovery = false);
  }

  /** No change queries, as a host can choose. */
  public EdfiSettings withoutChangeQueries() {
    return with(copy -> copy.changeQueries = false);
  }

  /** No document of dependencies. */
  public EdfiSettings withoutDependencies() {
    return with(copy -> copy.dependencies = false);
  }

  /** No OpenAPI documents. */
  public EdfiSettings withoutOpenApi() {
    return with(copy -> copy.openApi = false);
  }

  /**
   * OpenAPI documents that mark the identity in their schemas alone, and not among the parameters.
   */
  public EdfiSettings withoutMarkedParameters() {
    return with(copy -> copy.markedParameters = false);
  }

  /** Leaves out of /deletes what was created again with the same key. By default it is there. */
  public EdfiSettings withoutRecreatedInDeletes() {
    return with(copy -> copy.recreatedInDeletes = false);
  }

  /** Assigns profiles to the clients; with more than one, requests must name one of them. */
  public EdfiSettings withProfiles(String resource, String... names) {
    Map<String, List<String>> more = new LinkedHashMap<>(profiles);
    more.put(resource, List.of(names));
    return with(copy -> copy.profiles = Map.copyOf(more));
  }

  /** Computes rows instead of holding them; they come first and cannot be changed. */
  public EdfiSettings withGenerated(String resource, int count) {
    if (!resource.equals(GeneratedStudents.RESOURCE) || count < 0) {
      throw new IllegalArgumentException(
          "only " + GeneratedStudents.RESOURCE + " can be generated, 0 or more of them");
    }
    return with(copy -> copy.generated = Map.of(resource, count));
  }

  /** Tells when tokens expire and when rows were changed. Default the machine's clock in UTC. */
  public EdfiSettings withClock(Clock clock) {
    return with(copy -> copy.clock = clock);
  }

  int port() {
    return port;
  }

  Flavour flavour() {
    return flavour;
  }

  List<String> districts() {
    return districts;
  }

  /** The secrets of a district's clients, by key. */
  Map<String, String> clients(String district) {
    Map<String, String> all = new LinkedHashMap<>(commonClients);
    all.putAll(clients.getOrDefault(district, Map.of()));
    return all.isEmpty() ? Map.of(KEY, SECRET) : all;
  }

  Duration tokenLife() {
    return tokenLife;
  }

  ExpiresIn expiresIn() {
    return flavour == Flavour.PLAIN && expiresIn == ExpiresIn.SECONDS ? ExpiresIn.EPOCH : expiresIn;
  }

  int tokenCap() {
    return tokenCap;
  }

  int pageLimit() {
    return pageLimit;
  }

  int pageCap() {
    return pageCap;
  }

  int minimumPartition() {
    return minimumPartition > 0 ? minimumPartition : PAGES_IN_PARTITION * pageLimit;
  }

  boolean emptyPageWithToken() {
    return emptyPageWithToken;
  }

  Duration delay() {
    return delay;
  }

  Optional<RateLimit> rateLimit() {
    return Optional.ofNullable(rateLimit);
  }

  boolean relationshipAuthorization() {
    return relationshipAuthorization;
  }

  boolean brokenScheme() {
    return brokenScheme;
  }

  boolean relativeUrls() {
    return relativeUrls;
  }

  boolean discovery() {
    return discovery;
  }

  boolean changeQueries() {
    return changeQueries && flavour.changeQueries();
  }

  boolean dependencies() {
    return dependencies;
  }

  boolean openApi() {
    return openApi;
  }

  boolean markedParameters() {
    return markedParameters;
  }

  boolean recreatedInDeletes() {
    return recreatedInDeletes;
  }

  List<String> profiles(String resource) {
    return profiles.getOrDefault(resource, List.of());
  }

  int generated(String resource) {
    return generated.getOrDefault(resource, 0);
  }

  Clock clock() {
    return clock;
  }

  /** Leaves out the clients. */
  @Override
  public String toString() {
    return "EdfiSettings[port=" + port + ", flavour=" + flavour + ", districts=" + districts + "]";
  }

  private EdfiSettings with(Consumer<EdfiSettings> change) {
    try {
      EdfiSettings copy = (EdfiSettings) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("settings can be cloned", e);
    }
  }
}
