package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.purlin.sandbox.FakeServer;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.SeenRequest;

/**
 * The receiver and its token address on loopback. Close it to stop it. See the package for what is
 * known and what is guessed.
 *
 * <pre>{@code
 * try (CscSandbox csc = CscSandbox.start()) {
 *   csc.onNextPost(CscFaults.lostAnswer());
 *   ... // post to csc.endpoint() + "/children_social_care_data/999/children"
 *   assertThat(csc.wrong(Model.MERGE, today), is(empty()));
 * }
 * }</pre>
 */
public final class CscSandbox implements AutoCloseable {

  private final CscSettings settings;
  private final Tokens tokens;
  private final Intake intake;
  private final FakeServer server;

  private CscSandbox(CscSettings settings, Optional<Authority> authority) throws IOException {
    this.settings = settings;
    this.tokens = new Tokens(settings);
    this.intake = new Intake(settings, tokens);
    this.server =
        FakeServer.start(settings.port(), new CscApi(settings, tokens, intake, authority));
  }

  /** Starts with the defaults on a free port. */
  public static CscSandbox start() throws IOException {
    return start(CscSettings.builder().build());
  }

  /**
   * Starts listening.
   *
   * @throws IOException when the port is taken
   */
  public static CscSandbox start(CscSettings settings) throws IOException {
    return new CscSandbox(settings, Optional.empty());
  }

  /** Starts listening, with controls of the nights of an authority. */
  static CscSandbox start(CscSettings settings, Authority authority) throws IOException {
    return new CscSandbox(settings, Optional.of(authority));
  }

  /** The host, {@code http://127.0.0.1:port}. */
  public URI url() {
    return server.url();
  }

  /** The base address of the receiver for tests, without a slash at the end. */
  public URI endpoint() {
    return server.url().resolve(Receiver.TEST_BASE);
  }

  /** The base address of the live receiver, without a slash at the end. */
  public URI liveEndpoint() {
    return server.url().resolve(Receiver.LIVE_BASE);
  }

  /** Where tokens are asked for. */
  public URI tokenEndpoint() {
    return server.url().resolve(Tokens.path(settings.tenant()));
  }

  /** How it behaves, and the credentials it takes. */
  public CscSettings settings() {
    return settings;
  }

  /** What the receiver for tests holds of the first local authority, by la_child_id. */
  public Map<String, ObjectNode> held(Model model) {
    return held(first(), model);
  }

  /**
   * What a receiver holds, by la_child_id. Records are without nulls and purge flags.
   *
   * @return a copy
   */
  public Map<String, ObjectNode> held(Receiver receiver, Model model) {
    return intake.register(receiver).held(model);
  }

  /** The same as below, of the receiver for tests and the first local authority. */
  public List<String> wrong(Model model, Map<String, ObjectNode> today) {
    return wrong(first(), model, today);
  }

  /**
   * The children that a receiver does not hold as they are today: those whose record differs, those
   * missing, and those that should not be there. Null, an empty list and {@code purge: false} are
   * the same as absent, and items with ids have no order.
   *
   * @param today payloads by la_child_id
   * @return ids, in order
   */
  public List<String> wrong(Receiver receiver, Model model, Map<String, ObjectNode> today) {
    return intake.register(receiver).wrong(model, today);
  }

  /** How often the receiver for tests accepted each child of the first local authority. */
  public Map<String, Integer> accepted() {
    return accepted(first());
  }

  /** How often a receiver accepted each child, by la_child_id. */
  public Map<String, Integer> accepted(Receiver receiver) {
    return intake.register(receiver).accepted();
  }

  /** The posts to all receivers, accepted and refused, oldest first. */
  public List<Post> posts() {
    return intake.posts().all();
  }

  /** How many tokens were given. */
  public int tokensIssued() {
    return tokens.issued();
  }

  /** Makes all tokens given so far useless. */
  public void revokeTokens() {
    tokens.revoke();
  }

  /** Refuses every batch with this child from now on. */
  public void refuse(String laChildId, Refusal refusal) {
    intake.refusals().put(laChildId, refusal);
  }

  /** Takes every child again. */
  public void clearRefusals() {
    intake.refusals().clear();
  }

  /** Queues a fault for the next posts. */
  public void onNextPost(Fault fault) {
    server.faults().add(CscApi::isPost, fault);
  }

  /** Queues a fault for the next posts with this child. */
  public void onNextPostWith(String laChildId, Fault fault) {
    server.faults().add(request -> CscApi.isPostWith(request, laChildId), fault);
  }

  /** Queues a fault for the next requests of a token. */
  public void onNextToken(Fault fault) {
    server.faults().add(Tokens::isAskedBy, fault);
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

  private Receiver first() {
    return Receiver.test(settings.laCodes().get(0));
  }
}
