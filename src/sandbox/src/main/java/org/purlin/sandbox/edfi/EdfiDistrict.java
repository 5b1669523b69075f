package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Request;

/**
 * One district of the stand-in: what it holds and what was done to it.
 *
 * <p>A natural key is written as the values of the identity in the order of the OpenAPI document,
 * references replaced by their own values, each name once, with {@code |} between them (and {@code
 * \} before a {@code |} or {@code \} of a value): for example {@code 255901001|2022|Fall}.
 */
public final class EdfiDistrict {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final EdfiSettings settings;
  private final String name;
  private final Layout layout;
  private final Answers answers;
  private final Tokens tokens;
  private final Store store;
  private final PostLog posts = new PostLog();
  private final Reads reads;
  private final Writes writes;
  private final Discovery discovery;
  private final Optional<Limiter> limiter;
  private volatile Store snapshot;
  private volatile URI host;

  EdfiDistrict(EdfiSettings settings, String name) {
    this.settings = settings;
    this.name = name;
    this.layout = Layout.of(settings.flavour());
    this.answers = new Answers(settings.flavour());
    this.tokens = new Tokens(settings, name, answers);
    this.store = new Store(settings);
    this.reads = new Reads(settings, answers);
    this.writes = new Writes(settings, answers, posts);
    this.discovery = new Discovery(settings, layout);
    this.limiter = settings.rateLimit().map(Limiter::new);
  }

  /** Its name; empty for the one at the root. */
  public String name() {
    return name;
  }

  /** The base address, where discovery starts, without a slash at the end. */
  public URI baseUrl() {
    return URI.create(host + base());
  }

  /** What it holds of a resource, by natural key, without the members a server adds. */
  public Map<String, ObjectNode> records(String resource) {
    return store.records(Model.get().named(resource));
  }

  /** How many records it holds of a resource, generated ones included. */
  public int count(String resource) {
    return store
        .read(Model.get().named(resource), table -> table.count(Filter.everything()))
        .intValue();
  }

  /**
   * Creates or replaces a record, as a POST by someone else would.
   *
   * @throws IllegalArgumentException when a POST would be refused
   */
  public void write(String resource, String payload) {
    Resource known = Model.get().named(resource);
    check(store.upsert(known, checked(known, payload), Optional.empty()));
  }

  /**
   * Deletes a record by its natural key.
   *
   * @throws IllegalArgumentException when a DELETE would be refused
   */
  public void remove(String resource, String key) {
    Resource known = Model.get().named(resource);
    check(store.delete(known, id(known, key), Optional.empty()));
  }

  /**
   * Replaces a record, its key included, as a PUT by someone else would.
   *
   * @throws IllegalArgumentException when a PUT would be refused
   */
  public void changeKey(String resource, String key, String payload) {
    Resource known = Model.get().named(resource);
    check(store.update(known, id(known, key), checked(known, payload), Optional.empty()));
  }

  /** The newest change version. */
  public long newestChangeVersion() {
    return store.newestChangeVersion();
  }

  /** Keeps a copy of everything for requests with the header Use-Snapshot, which get 404 before. */
  public void takeSnapshot() {
    snapshot = store.copy();
  }

  /** The POSTs that reached it, oldest first. */
  public List<EdfiPost> posts() {
    return posts.all();
  }

  /** How often each record of a resource was posted, by natural key. */
  public Map<String, Integer> timesPosted(String resource) {
    return posts.times(resource);
  }

  /** How many tokens a client asked for, those refused included. */
  public int tokenRequests(String key) {
    return tokens.requests(key);
  }

  /** How many tokens all clients asked for. */
  public int tokenRequests() {
    return tokens.requests();
  }

  /** Makes all tokens given so far useless. */
  public void revokeTokens() {
    tokens.revoke();
  }

  void listensAt(URI url) {
    host = url;
  }

  /** The path below which everything is. */
  String root() {
    return name.isEmpty() ? "" : "/" + name;
  }

  /** Whether a request of a path below {@link #root} asks for a token. */
  boolean isTokenPath(String path) {
    String rest = path.substring(root().length());
    return layout.tokens().stream().anyMatch(rest::endsWith);
  }

  /** What follows the address of the data in a path; empty when it is somewhere else. */
  Optional<String> dataPath(String path) {
    String data = base() + layout.data();
    return path.regionMatches(true, 0, data, 0, data.length())
        ? Optional.of(path.substring(data.length()))
        : Optional.empty();
  }

  Answer answer(Request request) {
    String path = request.path();
    String rest = path.substring(root().length());
    if (settings.flavour() == Flavour.ODS_73_TENANT) {
      if (rest.isEmpty() || rest.equals("/")) {
        return settings.discovery()
            ? discovery.template(request, root())
            : answers.refusal(Problem.notFound());
      }
      if (!path.startsWith(base())) {
        return answers.refusal(Problem.notFound());
      }
      rest = path.substring(base().length());
    }
    return below(request, rest);
  }

  private Answer below(Request request, String rest) {
    boolean top = rest.isEmpty() || rest.equals("/");
    if (top || layout.discovery().contains(rest)) {
      return settings.discovery()
          ? discovery.answer(request, base())
          : answers.refusal(Problem.notFound());
    }
    if (layout.tokens().contains(rest)) {
      return tokens.answer(request);
    }
    if (rest.equals("/oauth/token_info")) {
      return tokens.info(request);
    }
    if (settings.dependencies() && rest.equals(layout.dependencies())) {
      return Dependencies.answer(settings.flavour());
    }
    if (settings.openApi() && rest.startsWith(layout.metadata())) {
      return metadata(rest.substring(layout.metadata().length()));
    }
    if (settings.changeQueries() && rest.startsWith(layout.changeQueries())) {
      return changeVersions(request, rest.substring(layout.changeQueries().length()));
    }
    return dataPath(request.path())
        .map(path -> data(request, path))
        .orElseGet(() -> answers.refusal(Problem.notFound()));
  }

  private Answer metadata(String rest) {
    return switch (rest) {
      case "", "/" -> OpenApi.list(baseUrl() + layout.metadata());
      case OpenApi.RESOURCES, "/" + OpenApi.RESOURCES ->
          OpenApi.document(false, baseUrl() + layout.data(), settings.markedParameters());
      case OpenApi.DESCRIPTORS, "/" + OpenApi.DESCRIPTORS ->
          OpenApi.document(true, baseUrl() + layout.data(), settings.markedParameters());
      default -> answers.refusal(Problem.notFound());
    };
  }

  private Answer changeVersions(Request request, String rest) {
    Optional<Problem> problem = tokens.refusal(request);
    if (problem.isPresent()) {
      return answers.refusal(problem.get());
    }
    if (!rest.equalsIgnoreCase("availableChangeVersions")) {
      return answers.refusal(Problem.notFound());
    }
    boolean capitals = settings.flavour() == Flavour.ODS_53_YEAR;
    return Answer.json(
        200,
        "{\"%s\":0,\"%s\":%d}"
            .formatted(
                capitals ? "OldestChangeVersion" : "oldestChangeVersion",
                capitals ? "NewestChangeVersion" : "newestChangeVersion",
                newestChangeVersion()));
  }

  private Answer data(Request request, String path) {
    Optional<Answer> limited = limiter.flatMap(limits -> limits.refusal(answers));
    if (limited.isPresent()) {
      return limited.get();
    }
    Optional<Problem> problem = tokens.refusal(request);
    if (problem.isPresent()) {
      return answers.refusal(problem.get());
    }
    String[] parts = path.split("/", -1);
    Optional<Resource> resource =
        parts.length >= 2 && parts.length <= 3 && parts[0].equalsIgnoreCase("ed-fi")
            ? Model.get().resource(parts[1])
            : Optional.empty();
    if (resource.isEmpty()) {
      return answers.refusal(Problem.notFound());
    }
    String rest = parts.length == 3 ? parts[2] : "";
    boolean fromSnapshot =
        settings.flavour() != Flavour.V8
            && request.header("use-snapshot").filter("true"::equalsIgnoreCase).isPresent();
    if (request.method().equals("GET")) {
      Store read = fromSnapshot ? snapshot : store;
      return read == null
          ? answers.refusal(Problem.notFound())
          : reads.answer(request, read, resource.get(), rest);
    }
    return fromSnapshot
        ? answers.refusal(Problem.method("Snapshots are read-only."))
        : writes.answer(request, store, resource.get(), rest, location(resource.get()));
  }

  private String location(Resource resource) {
    String path = base() + layout.data() + "ed-fi/" + resource.name();
    return settings.flavour() == Flavour.PLAIN ? path : host + path;
  }

  private String base() {
    return settings.flavour() == Flavour.ODS_73_TENANT
        ? root() + "/" + EdfiSettings.TENANT + "/" + EdfiSettings.YEAR
        : root();
  }

  private Checked checked(Resource resource, String payload) {
    try {
      Checked checked = new RecordCheck(settings.flavour()).check(resource, JSON.readTree(payload));
      if (checked.problems().isEmpty()) {
        return checked;
      }
      throw new IllegalArgumentException("the payload is not right at " + checked.problems());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the payload is not JSON", e);
    }
  }

  private String id(Resource resource, String key) {
    return store
        .read(resource, table -> table.byKey(key))
        .map(Row::id)
        .orElseThrow(
            () -> new IllegalArgumentException("there is no such " + resource.entity() + " here"));
  }

  private static void check(Outcome outcome) {
    if (outcome.problem() != null) {
      throw new IllegalArgumentException(
          "refused with " + outcome.status() + ": " + outcome.problem().detail());
    }
  }
}
