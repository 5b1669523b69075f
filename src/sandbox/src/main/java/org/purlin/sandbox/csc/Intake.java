package org.purlin.sandbox.csc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Request;

/** The rules for posting children, in the order they are checked. */
final class Intake {

  private static final int MAX_RECORDS = 100;

  /** {@code 2026-01-01_09:00:00.07}, to be followed by an id. */
  private static final DateTimeFormatter RECEIPT_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH:mm:ss.SS", Locale.ROOT);

  private final CscSettings settings;
  private final Tokens tokens;
  private final RecordCheck check;
  private final PostLog posts = new PostLog();
  private final Map<Receiver, Register> registers = new ConcurrentHashMap<>();
  private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

  Intake(CscSettings settings, Tokens tokens) {
    this.settings = settings;
    this.tokens = tokens;
    this.check = new RecordCheck(settings);
  }

  PostLog posts() {
    return posts;
  }

  Register register(Receiver receiver) {
    return registers.computeIfAbsent(receiver, unseen -> new Register());
  }

  /** Children that are always refused, by id. */
  Map<String, Refusal> refusals() {
    return refusals;
  }

  Answer answer(Request request, Receiver receiver) {
    if (!request.method().equals("POST")) {
      return Answer.text(405, "Only POST is possible here.\n").with("Allow", "POST");
    }
    JsonNode body = json(request.body());
    Answer answer = refusal(request, receiver, body).orElseGet(() -> accept(receiver, body));
    posts.add(
        new Post(settings.clock().instant(), receiver, answer.status(), ids(body), request.body()));
    return answer;
  }

  /** The ids of a body's records; an empty text for a record without one. */
  static List<String> ids(JsonNode body) {
    List<String> ids = new ArrayList<>();
    if (body.isArray()) {
      body.forEach(record -> ids.add(record.path(Payloads.CHILD_ID).asText()));
    }
    return ids;
  }

  /** A body as JSON; a missing node when it is none. */
  static JsonNode json(String body) {
    try {
      return Payloads.JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private Optional<Answer> refusal(Request request, Receiver receiver, JsonNode body) {
    if (settings.firewall() && Firewall.blocks(body)) {
      return Optional.of(Firewall.page());
    }
    if (request.body().getBytes(StandardCharsets.UTF_8).length > settings.maxBodyBytes()) {
      return refused(413, "The body is too large.");
    }
    if (!tokens.opens(request.header("authorization").orElse(""))) {
      return refused(401, "The token is missing, wrong or too old.")
          .map(answer -> answer.with("WWW-Authenticate", "Bearer"));
    }
    if (!request.header("supplierkey").orElse("").equals(settings.supplierKey())) {
      return refused(settings.wrongSupplierKeyStatus(), "The supplier key is missing or wrong.");
    }
    if (!settings.laCodes().contains(receiver.laCode())) {
      return refused(settings.unknownLaStatus(), "The local authority is not known.");
    }
    if (!isJson(request.header("content-type").orElse(""))) {
      return refused(400, "The content type must be application/json.");
    }
    if (!body.isArray()) {
      return refused(400, "The body must be a JSON array.");
    }
    if (body.isEmpty() || body.size() > MAX_RECORDS) {
      return refused(400, "The array must have 1 to " + MAX_RECORDS + " records.");
    }
    return badRecords(body);
  }

  private Optional<Answer> badRecords(JsonNode body) {
    List<Problem> problems = new ArrayList<>();
    RefusalForm form = settings.refusalForm();
    for (int i = 0; i < body.size(); i++) {
      problems.addAll(check.problems(body.get(i), "[" + i + "]"));
      Refusal always = refusals.get(body.get(i).path(Payloads.CHILD_ID).asText());
      if (always != null) {
        problems.add(new Problem("[" + i + "]." + always.path(), always.message()));
        form = always.form();
      }
    }
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(form.answer(problems.stream().limit(settings.problemsNamed()).toList()));
  }

  private Answer accept(Receiver receiver, JsonNode body) {
    List<ObjectNode> records = new ArrayList<>();
    body.forEach(record -> records.add((ObjectNode) record));
    register(receiver).accept(records);
    ArrayNode receipts = JsonNodeFactory.instance.arrayNode();
    records.forEach(
        record ->
            receipts.add(
                RECEIPT_TIME.format(ZonedDateTime.now(settings.clock()))
                    + "_"
                    + UUID.randomUUID()
                    + ".json"));
    return Answer.json(200, receipts.toString());
  }

  private static boolean isJson(String contentType) {
    return contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
  }

  private static Optional<Answer> refused(int status, String message) {
    return Optional.of(
        Answer.json(status, "{\"statusCode\":%d,\"message\":\"%s\"}".formatted(status, message)));
  }
}
