package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedirectTest {

  private static final AllowedHosts HOSTS = AllowedHosts.of("a.example", "b.example");
  private static final Question FROM = Question.get(URI.create("https://a.example/x/y?key=1"));

  @Test
  void aRelativeLocationStaysWithTheHost() throws Exception {
    assertThat(target("../z"), is(Optional.of(URI.create("https://a.example/z"))));
  }

  @Test
  void httpsIsNeverLeftNotEvenWherePlainHttpIsAllowed() {
    String refusal =
        assertThrows(
                RefusedAddressException.class,
                () ->
                    Redirect.target(
                        FROM, 302, to("http://a.example/z?t=1"), HOSTS.allowPlainHttp()))
            .getMessage();
    assertThat(
        refusal,
        is(
            "https://a.example/x/y?key=*** redirects (status 302) from https to http://a.example/z,"
                + " which is refused."));
  }

  @Test
  void aLocationThatIsNoUriIsRefused() {
    assertThat(
        assertThrows(RefusedAddressException.class, () -> target("http://[")).getMessage(),
        is("https://a.example/x/y?key=*** redirects (status 302) to something that is not a URI."));
  }

  @Test
  void aReplyWithoutALocationIsNoRedirect() throws Exception {
    HttpHeaders none = HttpHeaders.of(Map.of(), (n, v) -> true);
    assertThat(Redirect.target(FROM, 302, none, HOSTS), is(Optional.empty()));
    assertThat(Redirect.target(FROM, 201, to("/z"), HOSTS), is(Optional.empty()));
  }

  private static Optional<URI> target(String location) throws RefusedAddressException {
    return Redirect.target(FROM, 302, to(location), HOSTS);
  }

  private static HttpHeaders to(String location) {
    return HttpHeaders.of(Map.of("Location", List.of(location)), (n, v) -> true);
  }
}
