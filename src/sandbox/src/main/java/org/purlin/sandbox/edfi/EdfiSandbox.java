package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.purlin.sandbox.FakeServer;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.Request;
import org.purlin.sandbox.SeenRequest;

/**
 * A server of the Ed-Fi API on loopback. Close it to stop it. See the package for what is known and
 * what is guessed.
 *
 * <pre>{@code
 * try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.V8))) {
 *   edfi.onNextPost(EdfiFaults.lostAnswer());
 *   ... // start from edfi.baseUrl() with EdfiSettings.KEY and SECRET
 *   assertThat(edfi.count("students"), is(10));
 * }
 * }</pre>
 */
public final class EdfiSandbox implements AutoCloseable {

  private final Map<String, EdfiDistrict> districts = new LinkedHashMap<>();
  private final EdfiApi api;
  private final FakeServer server;

  private EdfiSandbox(EdfiSettings settings) throws IOException {
    settings.districts().forEach(name -> districts.put(name, new EdfiDistrict(settings, name)));
    this.api = new EdfiApi(settings, List.copyOf(districts.values()));
    this.server = FakeServer.start(settings.port(), api);
    districts.values().forEach(district -> district.listensAt(server.url()));
  }

  /** Starts with the defaults on a free port. */
  public static EdfiSandbox start() throws IOException {
    return start(EdfiSettings.defaults());
  }

  /**
   * Starts listening.
   *
   * @throws IOException when the port is taken
   */
  public static EdfiSandbox start(EdfiSettings settings) throws IOException {
    return new EdfiSandbox(settings);
  }

  /** The host, {@code http://127.0.0.1:port}. */
  public URI url() {
    return server.url();
  }

  /** The base address of the first district. */
  public URI baseUrl() {
    return district().baseUrl();
  }

  /** The base address of a district. */
  public URI baseUrl(String district) {
    return district(district).baseUrl();
  }

  /** The first district. */
  public EdfiDistrict district() {
    return districts.values().iterator().next();
  }

  /** A district by its name. */
  public EdfiDistrict district(String name) {
    EdfiDistrict district = districts.get(name);
    if (district == null) {
      throw new IllegalArgumentException(
          "there is no district " + name + " in the sandbox, but there are: " + districts.keySet());
    }
    return district;
  }

  /** What the first district holds of a resource, see {@link EdfiDistrict#records}. */
  public Map<String, ObjectNode> records(String resource) {
    return district().records(resource);
  }

  /** How many records the first district holds of a resource. */
  public int count(String resource) {
    return district().count(resource);
  }

  /** Creates or replaces a record in the first district, see {@link EdfiDistrict#write}. */
  public void write(String resource, String payload) {
    district().write(resource, payload);
  }

  /** Deletes a record of the first district, see {@link EdfiDistrict#remove}. */
  public void remove(String resource, String key) {
    district().remove(resource, key);
  }

  /** Changes a key in the first district, see {@link EdfiDistrict#changeKey}. */
  public void changeKey(String resource, String key, String payload) {
    district().changeKey(resource, key, payload);
  }

  /** The newest change version of the first district. */
  public long newestChangeVersion() {
    return district().newestChangeVersion();
  }

  /** How many tokens a client of the first district asked for, those refused included. */
  public int tokenRequests(String key) {
    return district().tokenRequests(key);
  }

  /** Makes all tokens given so far useless, in every district. */
  public void revokeTokens() {
    districts.values().forEach(EdfiDistrict::revokeTokens);
  }

  /** The POSTs that reached the first district, oldest first. */
  public List<EdfiPost> posts() {
    return district().posts();
  }

  /** Queues a fault for the next requests that match. */
  public void onNext(Predicate<Request> match, Fault fault) {
    server.faults().add(match, fault);
  }

  /** Queues a fault for the next POSTs of records. */
  public void onNextPost(Fault fault) {
    onNext(request -> api.isData(request, "POST"), fault);
  }

  /** Queues a fault for the next GETs of records. */
  public void onNextGet(Fault fault) {
    onNext(request -> api.isData(request, "GET"), fault);
  }

  /** Queues a fault for the next POSTs to a collection. */
  public void onNextPostOf(String resource, Fault fault) {
    onNext(request -> api.isData(request, "POST") && api.isOf(request, resource), fault);
  }

  /** Queues a fault for the next GETs of a collection, its parts and its records. */
  public void onNextGetOf(String resource, Fault fault) {
    onNext(request -> api.isData(request, "GET") && api.isOf(request, resource), fault);
  }

  /** Queues a fault for the next requests of a token. */
  public void onNextToken(Fault fault) {
    onNext(api::isToken, fault);
  }

  /**
   * Does something before the n-th request that matches from now on is answered. Requests that meet
   * a fault in place of an answer do not count.
   */
  public void onRequest(int nth, Predicate<Request> match, Runnable action) {
    api.hooks().add(nth, match, action);
  }

  /** Does something before the n-th GET of a collection from now on is answered. */
  public void onGetOf(String resource, int nth, Runnable action) {
    onRequest(nth, request -> api.isData(request, "GET") && api.isOf(request, resource), action);
  }

  /** Forgets the queued faults. */
  public void clearFaults() {
    server.faults().clear();
  }

  /** How many requests are still to meet a queued fault. */
  public int pendingFaults() {
    return server.faults().pending();
  }

  /** All requests so far, oldest first, those that met a fault included. */
  public List<SeenRequest> requests() {
    return server.requests();
  }

  /** The most requests that were in flight at once. */
  public int maxInFlight() {
    return server.maxInFlight();
  }

  /** Stops the server. */
  @Override
  public void close() {
    server.close();
  }
}
