package org.purlin.pipelines.rest.library;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.pipelines.cli.OneJob;
import org.purlin.pipelines.report.ReportFiles;
import org.purlin.pipelines.report.RunReport;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.FakeServer;
import org.purlin.sandbox.Request;

/** The library through the front door: typed commands, landed rows, reports. */
@Timeout(60)
class ReadLibraryTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private static Answer library(Request request, int inFlight) {
    if (!request.header("x-library-key").equals(Optional.of("open-sesame"))) {
      return Answer.json(401, "{}");
    }
    return switch (request.target()) {
      case "/v1/branches?limit=2&offset=0" ->
          Answer.json(
              200,
              """
              {"total":3,"branches":[{"id":"N","name":"North","opened":"1999-01-31"},
              {"id":"S","name":"South","opened":"2005-06-01","bookbus":true}]}""");
      case "/v1/branches?limit=2&offset=2" ->
          Answer.json(200, "{\"total\":3,\"branches\":[{\"id\":\"W\",\"name\":\"West\"}]}");
      case "/v1/branches/N/loans" ->
          Answer.json(
              200,
              """
              {"loans":[{"id":"1","title":"Emma","due":"2026-02-01","readerName":"Ada Invented"},
              {"id":"2","title":"Ulysses","due":"2026-02-03","readerName":"Ben Invented"}],
              "next":"two"}""");
      case "/v1/branches/N/loans?after=two" ->
          Answer.json(
              200,
              """
              {"loans":[{"id":"2","title":"Ulysses","due":"2026-02-03","readerName":"Ben Invented"},
              {"title":"Without a number"}]}""");
      case "/v1/branches/S/loans" ->
          Answer.json(
              200, "{\"loans\":[{\"id\":\"3\",\"title\":\"Dune\",\"due\":\"2026-03-01\"}]}");
      case "/v1/branches/W/loans" -> Answer.json(200, "{\"loans\":[]}");
      default -> Answer.json(404, "{}");
    };
  }

  private OneJob.Ended type(FakeServer server, String key, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "library",
                "--url=" + server.url(),
                "--key=env:LIBRARY_KEY",
                "--output=" + directory.resolve("out"),
                "--logs=" + directory.resolve("logs")));
    words.addAll(List.of(more));
    return OneJob.type(new ReadLibrary(), directory, Map.of("LIBRARY_KEY", key), words);
  }

  private List<String> rows(String window, String... columns) throws IOException {
    List<String> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory.resolve("out/" + window))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".jsonl")).toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode row = JSON.readTree(line);
          rows.add(
              Stream.of(columns)
                  .map(column -> row.path(column).asText())
                  .collect(Collectors.joining("|")));
        }
      }
    }
    return rows;
  }

  @Test
  void branchesAndTheirLoansLandWithAReportOfEveryNumber() throws IOException {
    try (FakeServer server = FakeServer.start(0, ReadLibraryTest::library)) {
      OneJob.Ended ended = type(server, "open-sesame", "--runId=monday");

      assertThat(ended.said(), ended.exitCode(), is(3));
      assertThat(
          rows("library_branches/all", "id", "name", "opened", "_page"),
          contains("N|North|1999-01-31|1", "S|South|2005-06-01|1", "W|West|null|2"));
      assertThat(
          rows("library_loans/N", "id", "branch_id", "title", "due", "reader_name"),
          contains("1|N|Emma|2026-02-01|null", "2|N|Ulysses|2026-02-03|null"));
      assertThat(rows("library_loans/S", "id"), contains("3"));
      assertThat(Files.exists(directory.resolve("out/library_loans/W/_manifest.json")), is(true));
      assertThat(
          rows("library_rejected/monday", "resource", "record", "reason", "_page"),
          contains("loans|/loans/1|id is missing or no text|2"));
      assertThat(rows("library_calls/monday", "url_path"), hasSize(6));

      RunReport report = ReportFiles.read(directory.resolve("out").toString());
      assertThat(
          report.sentence(),
          is(
              "Done with gaps: 1 rejected; requests: 4 planned = 4 answered; rows: 8 read = 6"
                  + " landed + 1 sent twice + 1 rejected."));
      assertThat(report.outcome().drift().newKeys(), is(Map.of("library_branches.bookbus", 1L)));
      assertThat(
          server.requests().stream().map(request -> request.path()).toList(),
          containsInAnyOrder(
              "/v1/branches",
              "/v1/branches",
              "/v1/branches/N/loans",
              "/v1/branches/N/loans",
              "/v1/branches/S/loans",
              "/v1/branches/W/loans"));
    }
  }

  @Test
  void nothingThatIsWrittenOrSaidNamesAReaderOrTheKey() throws IOException {
    try (FakeServer server = FakeServer.start(0, ReadLibraryTest::library)) {
      OneJob.Ended ended = type(server, "open-sesame");

      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(Files.readString(file), not(containsString("Invented")));
          assertThat(Files.readString(file), not(containsString("open-sesame")));
        }
      }
      assertThat(ended.said(), not(containsString("Invented")));
      assertThat(ended.said(), not(containsString("open-sesame")));
    }
  }

  @Test
  void aWrongKeyIsOneRequestAndOneSentence() throws IOException {
    try (FakeServer server = FakeServer.start(0, ReadLibraryTest::library)) {
      OneJob.Ended ended = type(server, "wrong");

      assertThat(ended.exitCode(), is(2));
      assertThat(ended.said(), containsString("/v1/branches?limit=2&offset=0: status 401"));
      assertThat(server.requests(), hasSize(1));
    }
  }
}
