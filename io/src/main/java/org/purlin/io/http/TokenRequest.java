package org.purlin.io.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.purlin.io.secret.Masker;

/** Asks a token endpoint for a token (RFC 6749 4.4.2). */
final class TokenRequest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String FORM = "application/x-www-form-urlencoded";

  /** A token is a few kB. */
  private static final long LARGEST_ANSWER_BYTES = 1_000_000;

  /** Wrong id or secret (400 or 401, RFC 6749 5.2), or a client that is locked out. */
  private static final Set<Integer> REFUSALS = Set.of(400, 401, 403);

  /** What RFC 6749 5.2 lets an error code be, without blanks, and short enough to show. */
  private static final Pattern ERROR_CODE = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

  /** Digits with or without quotes around them are met; fractions are cut. */
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,15})(\\.\\d*)?");

  private static final String CHECK_ADDRESS = " Check the address of the token endpoint";

  private static final String TOO_MANY_TOKENS =
      ": it limits how many tokens this client may have at a time or ask for. Wait until older ones"
          + " end, and see whether other programs use the same client";

  private final ClientCredentials client;
  private final String clientId;
  private final String secret;
  private final Wire wire;

  /**
   * With id and secret resolved.
   *
   * @throws IllegalArgumentException when they cannot be sent as HTTP Basic where they should be
   */
  TokenRequest(ClientCredentials client, String clientId, String secret, Wire wire) {
    if (client.style() == ClientCredentials.Style.BASIC_AND_FORM) {
      refuseColon("client id", clientId);
      refuseColon("client secret", secret);
    }
    this.client = client;
    this.clientId = clientId;
    this.secret = secret;
    this.wire = wire;
  }

  private static void refuseColon(String what, String value) {
    if (value.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "A "
              + what
              + " that is sent as HTTP Basic must not hold a colon, but this one does. Check that it"
              + " is the "
              + what
              + " alone; if it is, have it sent in the form instead.");
    }
  }

  /**
   * Asks, as patiently as the settings say.
   *
   * @throws TokenRefusedException when the endpoint refuses id or secret
   * @throws NoTokenException when its answer is no token, or it does not answer, or not now; there
   *     were enough tries
   * @throws CredentialsRefusedException when a proxy refuses us
   */
  Token send() throws IOException, InterruptedException {
    Question question =
        Question.post(client.tokenEndpoint(), Body.of(FORM, form())).shownAs(wire.settings());
    String endpoint = "The token endpoint " + question.place();
    Map<String, String> headers = headers();
    RetryPolicy retry = wire.settings().retry();
    // A token that is asked for twice does no harm, so its lost answers do not matter.
    Tries<HttpReply> tries = new Tries<>(question.toString(), retry, System::nanoTime);
    HttpReply reply;
    try {
      reply =
          tries.run(
              turn -> {
                try (Answer answer = wire.send(question.onAttempt(tries.attempts()), headers)) {
                  return MemoryBody.read(answer, LARGEST_ANSWER_BYTES);
                }
              });
    } catch (NoAnswerException e) {
      throw NoTokenException.notNow(e.getMessage().replaceFirst("\\.$", ""), e);
    } catch (BodyTooLargeException e) {
      throw NoTokenException.settled(
          endpoint
              + " answered with a page instead of a token. "
              + e.getMessage()
              + CHECK_ADDRESS
              + ".");
    } finally {
      wire.calls().ended(tries.retries(), tries.waited());
    }
    if (reply.status() == RetryPolicy.TOO_MANY_REQUESTS) {
      throw NoTokenException.notNow(unsettled(question, reply, tries) + TOO_MANY_TOKENS, null)
          .fromSomebodyWhoAnswered();
    }
    if (retry.statuses().contains(reply.status())) {
      throw NoTokenException.notNow(unsettled(question, reply, tries), null);
    }
    return token(reply, endpoint + " answered " + reply.status());
  }

  private static String unsettled(Question question, HttpReply reply, Tries<HttpReply> tries) {
    return question + " answered " + reply.status() + " in " + Words.attempts(tries.attempts());
  }

  private byte[] form() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "client_credentials");
    if (client.style() == ClientCredentials.Style.FORM) {
      fields.put("client_id", clientId);
      fields.put("client_secret", secret);
    }
    if (client.scope() != null) {
      fields.put("scope", client.scope());
    }
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"))
        .getBytes(UTF_8);
  }

  private Map<String, String> headers() {
    return client.style() == ClientCredentials.Style.FORM
        ? Map.of("Accept", "application/json")
        : Map.of(
            "Accept",
            "application/json",
            "Authorization",
            BasicAuthorization.header(BasicAuthorization.sound(clientId), secret));
  }

  private Token token(HttpReply reply, String answered) throws IOException {
    if (REFUSALS.contains(reply.status())) {
      throw new TokenRefusedException(
          answered
              + errorCode(reply)
              + ". Check the client id, the client secret (has it run out?), the scope and the"
              + " address of the token endpoint.");
    }
    if (reply.status() != 200) {
      throw NoTokenException.settled(
          answered + " instead of 200 with a token." + CHECK_ADDRESS + ".");
    }
    JsonNode answer = json(reply);
    String value = answer.path("access_token").asText("");
    if (value.isEmpty()) {
      throw NoTokenException.settled(
          answered
              + ", but not with JSON that holds an access_token."
              + CHECK_ADDRESS
              + ", and whether a proxy answers in its place.");
    }
    Masker.register(value);
    long expiresIn = seconds(answer.path("expires_in").asText(""));
    Instant now = RetryAfter.serversNow(reply.headers()).orElseGet(Instant::now);
    Duration life = Token.life(expiresIn, now, client.assumedLife());
    return new Token(
        sound(value, answered), System.nanoTime() + Token.useFor(life).toNanos(), life);
  }

  private static String sound(String value, String answered) throws NoTokenException {
    try {
      return HeaderName.soundValue("Authorization", value);
    } catch (IllegalArgumentException notForAHeader) {
      throw NoTokenException.settled(
          answered + ", but with a token that cannot travel in a header." + CHECK_ADDRESS + ".");
    }
  }

  /** Returns 0 when it is missing or nonsense. */
  private static long seconds(String expiresIn) {
    Matcher digits = SECONDS.matcher(expiresIn.strip());
    return digits.matches() ? Long.parseLong(digits.group(1)) : 0;
  }

  private static String errorCode(HttpReply reply) {
    String code = Masker.mask(json(reply).path("error").asText(""));
    return ERROR_CODE.matcher(code).matches() ? " (" + code + ")" : "";
  }

  /** An empty node when it is no JSON. The parser's message would repeat what it cannot read. */
  private static JsonNode json(HttpReply reply) {
    try {
      return JSON.readTree(reply.bodyText());
    } catch (JsonProcessingException notJson) {
      return JSON.missingNode();
    }
  }
}
