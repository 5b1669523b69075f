package org.purlin.sandbox.amplitude;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.purlin.sandbox.FakeServer;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.SeenRequest;

/**
 * The Export API on loopback, with invented events. Close it to stop it and to remove its temporary
 * files. See the package for what is documented and what is guessed.
 *
 * <pre>{@code
 * try (AmplitudeSandbox amplitude = AmplitudeSandbox.start()) {
 *   amplitude.onHour(Instant.parse("2026-01-01T05:00:00Z"), Fault.status(503).times(2));
 *   ... // ask amplitude.url() + "/api/2/export?start=20260101T05&end=20260101T05"
 * }
 * }</pre>
 */
public final class AmplitudeSandbox implements AutoCloseable {

  private final Traffic traffic;
  private final MemberFiles members;
  private final FakeServer server;

  private AmplitudeSandbox(Traffic traffic, MemberFiles members, FakeServer server) {
    this.traffic = traffic;
    this.members = members;
    this.server = server;
  }

  /** Starts with the defaults on a free port. */
  public static AmplitudeSandbox start() throws IOException {
    return start(AmplitudeSettings.builder().build());
  }

  /**
   * Starts listening.
   *
   * @throws IOException when the port is taken or no temporary directory can be made
   */
  public static AmplitudeSandbox start(AmplitudeSettings settings) throws IOException {
    MemberFiles members = MemberFiles.temporary(settings.traffic());
    try {
      FakeServer server = FakeServer.start(settings.port(), new ExportApi(settings, members));
      return new AmplitudeSandbox(settings.traffic(), members, server);
    } catch (IOException e) {
      members.close();
      throw e;
    }
  }

  /** The host, {@code http://127.0.0.1:port}; the API is at {@code /api/2/export} on it. */
  public URI url() {
    return server.url();
  }

  /** Queues a fault for the next export requests. */
  public void onNext(Fault fault) {
    server.faults().add(ExportApi::isExport, fault);
  }

  /** Queues a fault for the next export requests whose range starts at this hour. */
  public void onHour(Instant hour, Fault fault) {
    HourRange.whole(hour);
    server.faults().add(request -> ExportApi.startsAt(request, hour), fault);
  }

  /** Queues a fault for the next export requests whose range contains this hour. */
  public void onRangeWith(Instant hour, Fault fault) {
    HourRange.whole(hour);
    server.faults().add(request -> ExportApi.rangeContains(request, hour), fault);
  }

  /** A fault that damages one byte of a member; the zip's directory stays whole. */
  public static Fault corruptMember() {
    return ExportApi.corruptMember();
  }

  /** Forgets the queued faults. */
  public void clearFaults() {
    server.faults().clear();
  }

  /** How many requests are still to meet a queued fault. */
  public int pendingFaults() {
    return server.faults().pending();
  }

  /** The requests so far, oldest first. */
  public List<SeenRequest> requests() {
    return server.requests();
  }

  /** The most requests that were in flight at once, those refused for being too many included. */
  public int maxInFlight() {
    return server.maxInFlight();
  }

  /** The truth about an hour, whether or not it can be exported yet. */
  public HourOfEvents eventsOf(Instant hour) {
    return new HourLines(traffic, HourRange.whole(hour)).truth();
  }

  /** Stops the server and removes its temporary files. */
  @Override
  public void close() {
    server.close();
    members.close();
  }
}
