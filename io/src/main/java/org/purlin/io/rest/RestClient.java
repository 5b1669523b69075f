package org.purlin.io.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.purlin.io.http.BodyTooLargeException;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.HttpReply;
import org.purlin.io.http.HttpTransport;
import org.purlin.io.http.NoAnswerException;
import org.purlin.io.http.NoTokenException;
import org.purlin.io.http.RefusedAddressException;
import org.purlin.transforms.rest.PageException;
import org.purlin.transforms.rest.PageReader;
import org.purlin.transforms.rest.RecordPath;

/**
 * Asks a source for pages and judges what comes. Shared by all threads of a worker, so that they
 * look after the endpoint together. Close what was taken with {@link #of} as often.
 */
final class RestClient implements AutoCloseable {

  private static final Map<String, RestClient> OPEN = new HashMap<>();

  /** How often a page that is no JSON is believed to be an accident on the way. */
  private static final int TRIES_OF_GARBAGE = 3;

  private static final Duration PAUSE_AFTER_GARBAGE = Duration.ofSeconds(1);

  /** What is shown of a page that cannot be read, where it may be shown. */
  private static final int SHOWN_CHARS = 200;

  private final RestRun run;
  private final RestSource source;
  private final HttpTransport transport;
  private final Spending spending;
  private final Map<String, PageReader> pages = new ConcurrentHashMap<>();
  private final Map<String, String> shapes = new ConcurrentHashMap<>();
  private volatile boolean accepted;
  private int users;

  private RestClient(RestRun run) {
    this.run = run;
    this.source = run.source();
    this.transport = HttpTransport.open(source.http(), source.authorization());
    this.spending = Spending.of(run);
  }

  static RestClient of(RestRun run) {
    synchronized (OPEN) {
      RestClient client = OPEN.computeIfAbsent(run.identity(), key -> new RestClient(run));
      client.users++;
      return client;
    }
  }

  /** A page that was accepted, and what asking for it came to. */
  record Answer(HttpReply reply, Paging.Page page, long charged) {}

  /**
   * Asks for a page.
   *
   * @param shown the address as messages may name it
   * @param reader of its pages; what it picks is in the answer, with no records counted yet
   * @param calls to which the requests are added
   * @throws UnreadException when it cannot be had
   * @throws CredentialsRefusedException when we are not who we say we are
   */
  Answer ask(
      RestResource resource, URI uri, String shown, PageReader reader, List<Piece.Call> calls)
      throws UnreadException, IOException, InterruptedException {
    long waited = 0;
    for (int tries = 1; ; tries++) {
      Optional<String> refusal = spending.refuses(resource.cost());
      if (refusal.isPresent()) {
        throw new UnreadException(UnreadException.Kind.STOPPED, refusal.get());
      }
      long begun = System.nanoTime();
      HttpReply reply = send(uri, shown, calls, begun, resource.cost());
      Verdict verdict = judge(resource, reply);
      long millis = (System.nanoTime() - begun) / 1_000_000;
      if (verdict.kind() == Verdict.Kind.GOOD) {
        accepted = true;
        try {
          Map<String, JsonNode> picked = reader.pick(reply.bodyBytes());
          long charged = charged(picked, resource.cost());
          spending.made(resource.cost(), charged);
          calls.add(new Piece.Call(shown, reply.status(), reply.attempts(), 0, millis, null));
          return new Answer(reply, new Paging.Page(reply.headers(), picked, 0), charged);
        } catch (PageException e) {
          // It may have been charged all the same.
          spending.made(resource.cost(), resource.cost());
          String reason = e.getMessage() + beginning(reply);
          calls.add(new Piece.Call(shown, reply.status(), reply.attempts(), 0, millis, reason));
          if (tries >= TRIES_OF_GARBAGE) {
            throw new UnreadException(
                UnreadException.Kind.FAILED, shown + " answered " + reply.status() + ": " + reason);
          }
          Thread.sleep(PAUSE_AFTER_GARBAGE.toMillis() * tries);
          continue;
        }
      }
      spending.made(resource.cost(), 0);
      calls.add(
          new Piece.Call(shown, reply.status(), reply.attempts(), 0, millis, verdict.reason()));
      waited += waitOrThrow(verdict, resource, reply.status(), shown, waited);
    }
  }

  private HttpReply send(URI uri, String shown, List<Piece.Call> calls, long begun, long cost)
      throws UnreadException, IOException, InterruptedException {
    try {
      return transport.get(uri, source.headers(), shown);
    } catch (NoAnswerException
        | NoTokenException
        | BodyTooLargeException
        | RefusedAddressException e) {
      spending.made(cost, e instanceof BodyTooLargeException ? cost : 0);
      int attempts = e instanceof NoAnswerException none ? none.attempts() : 1;
      long millis = (System.nanoTime() - begun) / 1_000_000;
      calls.add(new Piece.Call(shown, null, attempts, 0, millis, e.getMessage()));
      String where = e instanceof BodyTooLargeException ? shown + ": " : "";
      throw new UnreadException(UnreadException.Kind.FAILED, where + e.getMessage());
    }
  }

  private Verdict judge(RestResource resource, HttpReply reply) {
    if (resource.isPutOffOn(reply.status()) || resource.isHalvedOn(reply.status())) {
      return Verdict.failed("status " + reply.status() + beginning(reply));
    }
    Verdict verdict = source.replies().judge(reply);
    return verdict.kind() == Verdict.Kind.FAILED
        ? Verdict.failed(verdict.reason() + beginning(reply))
        : verdict;
  }

  /** Returns how long it waited. */
  private long waitOrThrow(
      Verdict verdict, RestResource resource, int status, String shown, long waited)
      throws UnreadException, IOException, InterruptedException {
    String what = shown + ": " + verdict.reason();
    switch (verdict.kind()) {
      case LATER -> {
        long wait = verdict.pause().toMillis();
        if (waited + wait > source.http().retry().budget().toMillis()) {
          throw new UnreadException(UnreadException.Kind.FAILED, what + ", for too long");
        }
        Thread.sleep(wait);
        return wait;
      }
      case STOPPED -> {
        spending.stop(verdict.reason());
        throw new UnreadException(UnreadException.Kind.STOPPED, what);
      }
      case REFUSED -> {
        if (!accepted || source.charges() == null) {
          throw new CredentialsRefusedException(what);
        }
        // What was paid for is worth keeping.
        spending.stop(verdict.reason());
        throw new UnreadException(UnreadException.Kind.STOPPED, what);
      }
      default -> {
        if (resource.isPutOffOn(status)) {
          throw new UnreadException(UnreadException.Kind.PUT_OFF, what);
        }
        throw new UnreadException(
            resource.isHalvedOn(status) ? UnreadException.Kind.HALVED : UnreadException.Kind.FAILED,
            what);
      }
    }
  }

  /** What a reply begins with, after a colon; empty where it may not be shown. */
  private String beginning(HttpReply reply) {
    if (!source.bodiesInMessages()) {
      return "";
    }
    String problem = reply.problem();
    return problem.isEmpty()
        ? ""
        : ": " + problem.substring(0, Math.min(SHOWN_CHARS, problem.length()));
  }

  private long charged(Map<String, JsonNode> picked, long believed) {
    if (source.charges() == null) {
      return 0;
    }
    var said = picked.get(source.charges().pointer());
    return said == null || !said.isNumber() ? believed : said.asLong();
  }

  /** Reads the pages of a resource. */
  PageReader pages(RestResource resource) {
    return pages.computeIfAbsent(resource.name(), name -> reader(resource));
  }

  private PageReader reader(RestResource resource) {
    Set<RecordPath> paths = new LinkedHashSet<>();
    paths.add(resource.records());
    resource.tables().forEach(table -> paths.add(table.records()));
    Set<String> pointers = new HashSet<>(resource.paging().pointers());
    pointers.addAll(resource.captures().values());
    for (String pointer : Arrays.asList(resource.total(), resource.notice())) {
      if (pointer != null) {
        pointers.add(pointer);
      }
    }
    if (source.charges() != null) {
      pointers.add(source.charges().pointer());
    }
    return new PageReader(List.copyOf(paths), pointers);
  }

  /** See {@link RestRun#shape}; worked out once. */
  String shape(RestResource resource) {
    return shapes.computeIfAbsent(resource.name(), name -> run.shape(resource));
  }

  RestRun run() {
    return run;
  }

  @Override
  public void close() {
    synchronized (OPEN) {
      users--;
      if (users > 0) {
        return;
      }
      OPEN.remove(run.identity());
    }
    transport.close();
  }
}
