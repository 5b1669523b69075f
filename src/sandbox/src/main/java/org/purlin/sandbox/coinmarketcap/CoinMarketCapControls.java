package org.purlin.sandbox.coinmarketcap;

import java.util.Optional;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Request;

/** The controls that this stand-in has besides the common ones; all take query parameters. */
final class CoinMarketCapControls {

  private final CoinMarketCapApi api;
  private final LogoHost logos;

  CoinMarketCapControls(CoinMarketCapApi api, LogoHost logos) {
    this.api = api;
    this.logos = logos;
  }

  Optional<Answer> answer(Request request) {
    try {
      return known(request);
    } catch (IllegalArgumentException e) {
      return Optional.of(Answer.text(400, e.getMessage() + "\n"));
    }
  }

  private Optional<Answer> known(Request request) {
    switch (request.method() + " " + request.path()) {
      case "GET /_sandbox/usage" -> {}
      case "DELETE /_sandbox/usage" -> api.credits().newDay();
      case "POST /_sandbox/notice" -> api.remark(request.parameter("text").orElse(""));
      case "POST /_sandbox/ranking" ->
          api.reads().ranking().moves(Movement.valueOf(needed(request, "movement")));
      case "POST /_sandbox/info" ->
          api.reads().vary(id(request), InfoVariant.valueOf(needed(request, "variant")));
      case "POST /_sandbox/logos" ->
          logos.vary(id(request), LogoVariant.valueOf(needed(request, "variant")));
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(usage());
  }

  private Answer usage() {
    return Answer.json(
        200,
        "{\"creditsToday\":"
            + api.credits().today()
            + ",\"creditsThisMonth\":"
            + api.credits().thisMonth()
            + ",\"leaks\":"
            + api.leaks()
            + "}");
  }

  private static int id(Request request) {
    return Integer.parseInt(needed(request, "id"));
  }

  private static String needed(Request request, String name) {
    return request
        .parameter(name)
        .orElseThrow(() -> new IllegalArgumentException(name + " must be given"));
  }
}
