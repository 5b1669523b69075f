package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Body;
import org.purlin.sandbox.Request;

/** Answers GETs of collections, their parts and their records. */
final class Reads {

  private static final int DEFAULT_PAGE = 25;
  private static final int MOST_PARTITIONS = 200;
  private static final String TOTAL = "Total-Count";
  private static final String NEXT = "Next-Page-Token";

  private final EdfiSettings settings;
  private final Answers answers;

  Reads(EdfiSettings settings, Answers answers) {
    this.settings = settings;
    this.answers = answers;
  }

  /** Answers a GET of {@code rest}: nothing, an id, or one of the parts. */
  Answer answer(Request request, Store store, Resource resource, String rest) {
    Profiles.Verdict verdict =
        Profiles.judge(
            resource,
            settings.profiles(resource.name()),
            request.header("accept").orElse(""),
            false);
    if (verdict.problem().isPresent()) {
      return answers.refusal(verdict.problem().get());
    }
    try {
      Parameters parameters = new Parameters(request);
      return switch (rest.toLowerCase(Locale.ROOT)) {
        case "" -> page(store, resource, parameters, verdict.contentType());
        case "deletes" -> deletes(store, resource, parameters);
        case "keychanges" -> keyChanges(store, resource, parameters);
        case "partitions" -> partitions(store, resource, parameters);
        default -> one(request, store, resource, rest, verdict.contentType());
      };
    } catch (Parameters.Refused e) {
      return answers.refusal(e.problem());
    }
  }

  private Answer one(
      Request request, Store store, Resource resource, String id, String contentType) {
    Optional<Row> row = store.read(resource, table -> table.byId(id));
    if (row.isEmpty()) {
      return answers.refusal(Problem.notFound());
    }
    String etag = "\"" + row.get().etag() + "\"";
    boolean same = request.header("if-none-match").filter(etag::equals).isPresent();
    return (same
            ? Answers.nothing(304)
            : Answer.of(200, contentType, new Body.Bytes(row.get().rendered())))
        .with("ETag", etag);
  }

  private Answer page(Store store, Resource resource, Parameters parameters, String contentType)
      throws Parameters.Refused {
    Filter filter = parameters.filter(resource, settings.changeQueries());
    if (settings.flavour().cursor()
        && (parameters.has("pageToken") || parameters.has("pageSize"))) {
      return cursorPage(store, resource, parameters, filter, contentType);
    }
    int limit = limit(parameters, "limit");
    long offset = parameters.number("offset", 0, Long.MAX_VALUE, 0);
    Slice slice =
        store.read(resource, table -> table.slice(0, Long.MAX_VALUE, offset, limit, filter));
    Answer answer = Answer.of(200, contentType, new Body.Bytes(slice.json()));
    if (parameters.flag("totalCount")) {
      answer = answer.with(TOTAL, Long.toString(store.read(resource, all -> all.count(filter))));
    }
    // Version 8 is known to leave the token out when the first request has an upper bound.
    boolean bounded = settings.flavour() == Flavour.V8 && parameters.has("maxChangeVersion");
    if (settings.flavour().cursor() && !parameters.has("offset") && !bounded && slice.rows() > 0) {
      boolean empty = settings.emptyPageWithToken();
      answer = answer.with(NEXT, new PageToken(slice.last(), Long.MAX_VALUE, empty).text());
    }
    return answer;
  }

  private Answer cursorPage(
      Store store, Resource resource, Parameters parameters, Filter filter, String contentType)
      throws Parameters.Refused {
    if (!parameters.has("pageToken")) {
      return refused("PageToken is required when pageSize is specified.");
    }
    if (parameters.has("limit") || parameters.has("offset")) {
      return refused("Use pageSize instead of limit/offset when using cursor paging.");
    }
    if (parameters.has("totalCount")) {
      return refused("The total count cannot be determined while using cursor paging.");
    }
    int size = limit(parameters, "pageSize");
    Optional<PageToken> read = PageToken.read(parameters.text("pageToken").orElse(""));
    if (read.isEmpty()) {
      return refused("The page token provided was invalid.");
    }
    PageToken token = read.get();
    if (token.empty()) {
      return Answer.of(200, contentType, new Body.Bytes("[]".getBytes(StandardCharsets.US_ASCII)))
          .with(NEXT, new PageToken(token.after(), token.upTo(), false).text());
    }
    Slice slice =
        store.read(resource, table -> table.slice(token.after(), token.upTo(), 0, size, filter));
    Answer answer = Answer.of(200, contentType, new Body.Bytes(slice.json()));
    return slice.rows() == 0
        ? answer
        : answer.with(NEXT, new PageToken(slice.last(), token.upTo(), false).text());
  }

  private Answer partitions(Store store, Resource resource, Parameters parameters)
      throws Parameters.Refused {
    if (!settings.flavour().cursor()) {
      return answers.refusal(Problem.notFound());
    }
    int number = (int) parameters.number("number", 1, MOST_PARTITIONS, 1);
    Filter filter = parameters.filter(resource, settings.changeQueries());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode tokens = body.putArray("pageTokens");
    store.read(
        resource,
        table -> {
          long rows = table.count(filter);
          long size = Math.max((rows + number - 1) / number, settings.minimumPartition());
          long after = 0;
          for (long skip = size; skip - size < rows; skip += size) {
            Slice last = table.slice(0, Long.MAX_VALUE, Math.min(skip, rows) - 1, 1, filter);
            tokens.add(new PageToken(after, last.last(), false).text());
            after = last.last();
          }
          return tokens;
        });
    return Answer.json(200, body.toString());
  }

  private Answer deletes(Store store, Resource resource, Parameters parameters)
      throws Parameters.Refused {
    if (!settings.changeQueries()) {
      return answers.refusal(Problem.notFound());
    }
    return listed(
        store.deletions(resource, parameters.filter(resource, true)),
        parameters,
        deletion -> {
          ObjectNode one = JsonNodeFactory.instance.objectNode().put("id", deletion.id());
          one.put("changeVersion", deletion.changeVersion());
          return settings.flavour().tracksKeys() ? one.set("keyValues", deletion.keyValues()) : one;
        });
  }

  private Answer keyChanges(Store store, Resource resource, Parameters parameters)
      throws Parameters.Refused {
    if (!settings.changeQueries() || !settings.flavour().tracksKeys()) {
      return answers.refusal(Problem.notFound());
    }
    return listed(
        store.keyChanges(resource, parameters.filter(resource, true)),
        parameters,
        change -> {
          ObjectNode one = JsonNodeFactory.instance.objectNode().put("id", change.id());
          one.put("changeVersion", change.changeVersion());
          one.set("oldKeyValues", change.before());
          return one.set("newKeyValues", change.after());
        });
  }

  private <T> Answer listed(List<T> all, Parameters parameters, Function<T, ObjectNode> written)
      throws Parameters.Refused {
    ArrayNode page = JsonNodeFactory.instance.arrayNode();
    all.stream()
        .skip(parameters.number("offset", 0, Long.MAX_VALUE, 0))
        .limit(limit(parameters, "limit"))
        .map(written)
        .forEach(page::add);
    Answer answer = Answer.json(200, page.toString());
    return parameters.flag("totalCount")
        ? answer.with(TOTAL, Integer.toString(all.size()))
        : answer;
  }

  private int limit(Parameters parameters, String name) throws Parameters.Refused {
    int most = settings.pageLimit();
    long asked = parameters.number(name, 0, most, Math.min(DEFAULT_PAGE, most));
    return (int) Math.min(asked, settings.pageCap());
  }

  private Answer refused(String error) {
    return answers.refusal(Problem.parameter(error));
  }
}
