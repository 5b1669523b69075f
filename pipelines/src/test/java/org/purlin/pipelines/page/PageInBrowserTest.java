package org.purlin.pipelines.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.pipelines.report.RunReport;

/** The page as a real browser has it. */
class PageInBrowserTest {

  private static final int PHONE = 390;
  private static final int DESK = 1200;

  @TempDir static Path directory;

  private static final List<String> asked = new CopyOnWriteArrayList<>();
  private static HttpServer server;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    // A build server has to have one: there a missing browser is a failure.
    assumeTrue(
        Browser.isThere() || System.getenv("CI") != null,
        "There is no Chromium on this machine, so the report page was not tried in one.");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    browser = Browser.start(directory.resolve("profile"));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.stop(0);
    }
  }

  /** Text that would do something on a page that believed it. */
  private static String hostile() {
    String spy = "http://127.0.0.1:" + server.getAddress().getPort() + "/spy";
    return "\"'>--></title></style></svg><script>console.log('run')</script><img src=\""
        + spy
        + "\" onerror=\"console.log('run')\"><svg onload=\"console.log('run')\">"
        + "<a href=\"javascript:console.log('run')\">x</a>${7*7}{{7*7}}<style>@import '"
        + spy
        + "'</style>";
  }

  private static URI written(String name, String html) throws IOException {
    return Files.writeString(directory.resolve(name), html).toUri();
  }

  private static String page(String text) {
    return ReportPages.html(
        new PageView(
            "amplitude" + text,
            "out" + text,
            List.of(JobView.of(1, List.of(InventedRuns.eventful(text))))));
  }

  @Test
  void hostileTextsAreShownAndDoNothing() throws IOException {
    URI page = written("hostile.html", page(hostile()));

    browser.show(page, DESK, 900, false);

    assertThat(browser.complaints(), is(empty()));
    assertThat(browser.requests(), contains(page.toString()));
    assertThat(asked, is(empty()));
    assertThat(
        browser.value("document.querySelectorAll('script,img,iframe,object').length").asInt(),
        is(0));
    assertThat(
        "the text is there as it is",
        browser.value("document.querySelector('.verdict p').textContent").asText(),
        is("Done with gaps: " + hostile()));
    assertThat(browser.value("document.title").asText(), startsWith("amplitude\"'>--></title>"));
  }

  /** The test above could not fail if the browser never told. */
  @Test
  void theSameTextUnescapedWouldRunAndAsk() throws IOException {
    asked.clear();

    browser.show(
        written("naive.html", "<!DOCTYPE html><title>x</title><p>" + hostile()), DESK, 900, false);

    assertThat(browser.complaints(), is(not(empty())));
    assertThat(asked, hasItem("/spy"));
    asked.clear();
  }

  @Test
  void aPageNeedsNothingButItself() throws IOException {
    URI page = written("plain.html", page(""));

    browser.show(page, DESK, 900, false);

    assertThat(browser.complaints(), is(empty()));
    assertThat(browser.requests(), hasSize(1));
    assertThat("it can be printed", browser.printed(), is(greaterThan(10_000)));
  }

  @Test
  void aPhoneShowsItWithoutScrollingSideways() throws IOException {
    browser.show(written("phone.html", page("")), PHONE, 800, false);

    assertThat(
        browser.value("document.documentElement.scrollWidth").asInt(),
        is(lessThanOrEqualTo(PHONE)));
    browser.picture(Path.of("target", "report-phone.png"));
  }

  @Test
  void itIsDarkWhereTheReaderLikesItDark() throws IOException {
    URI page = written("dark.html", page(""));
    String colours =
        "getComputedStyle(document.body).backgroundColor + ' ' + getComputedStyle(document.body).color";

    browser.show(page, DESK, 900, true);
    String dark = browser.value(colours).asText();
    browser.picture(Path.of("target", "report-dark.png"));
    browser.show(page, DESK, 900, false);
    browser.picture(Path.of("target", "report-light.png"));

    assertThat(dark, is("rgb(18, 23, 23) rgb(228, 234, 234)"));
    assertThat(browser.value(colours).asText(), is("rgb(255, 255, 255) rgb(29, 37, 37)"));
  }

  @Test
  void aScreenReaderHearsPicturesAsWords() throws IOException {
    browser.show(written("words.html", page("")), DESK, 900, false);

    assertThat(
        browser.accessible(),
        hasItems(
            "heading amplitude",
            "heading What to do",
            "heading Balance",
            "heading Windows",
            "image hours: 48 planned = 40 done + 4 empty + 3 failed + 1 not yet",
            "image 2026-02-02 04:00: failed, status 500 ",
            "image 2026-02-02 23:00: not to be had yet",
            "image 48 hours, 16.0 a minute on average.",
            "region Calendar of windows, times in UTC"));
  }

  @Test
  void everythingThatScrollsOrOpensCanBeReachedByKeyboard() throws IOException {
    browser.show(written("keys.html", page("")), DESK, 900, false);

    assertThat(
        browser
            .value(
                "[...document.querySelectorAll('.scroll,pre')].filter(e => e.tabIndex !== 0).length")
            .asInt(),
        is(0));
    assertThat(
        browser.value("document.querySelector('a').getAttribute('href')").asText(), is("#main"));
  }

  @Test
  void aYearOfRunsStillFits() throws IOException {
    List<RunReport> runs = new ArrayList<>();
    for (int day = 0; day < 200; day++) {
      if (day % 17 != 3) {
        runs.add(
            InventedRuns.run(day, 1000 + day * 7 % 300, day % 29 == 5 ? 1 : day % 11 == 2 ? 3 : 0));
      }
    }

    browser.show(
        written(
            "year.html", ReportPages.html(new PageView("t", "out", List.of(JobView.of(1, runs))))),
        PHONE,
        800,
        false);

    assertThat(browser.complaints(), is(empty()));
    assertThat(browser.value("document.querySelectorAll('svg g').length").asInt(), is(60));
    assertThat(
        browser.value("document.documentElement.scrollWidth").asInt(),
        is(lessThanOrEqualTo(PHONE)));
    browser.picture(Path.of("target", "report-history.png"));
  }
}
