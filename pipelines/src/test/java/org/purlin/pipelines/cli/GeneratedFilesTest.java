package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.io.alma.AlmaTables;
import org.purlin.io.amplitude.AmplitudeTables;
import org.purlin.io.coinmarketcap.CoinMarketCapTables;
import org.purlin.io.rest.LogTables;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.Task;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.schedule.SchedulerJob;
import org.purlin.pipelines.schedule.Template;
import org.purlin.pipelines.schedule.Timetable;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/**
 * Files that say again what the code says. Each must be what the code would write now; {@code mvn
 * verify -pl pipelines -am -Dpurlin.regenerate=true} writes them anew.
 */
class GeneratedFilesTest {

  private static final Path ROOT = Path.of(System.getProperty("purlin.root", ".."));

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static List<Job<?>> jobs() {
    return Launch.jobs();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void theTemplateMetadataOfEachJobIsWhatItsOptionsSay(Job<?> job) throws IOException {
    check(file(job, "metadata.json"), TemplateParameters.templateOf(job).metadata());
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void theContainerSpecOfEachJobHoldsItsMetadata(Job<?> job) throws IOException {
    check(file(job, "template.json"), TemplateParameters.templateOf(job).spec());
  }

  static List<Timetable> timetables() {
    return Timetable.all();
  }

  @ParameterizedTest
  @MethodSource("timetables")
  void theScheduleOfEachJobIsWhatTheTimetableSays(Timetable timetable) throws IOException {
    Job<?> job =
        jobs().stream()
            .filter(one -> one.verb().equals(timetable.verb()))
            .findFirst()
            .orElseThrow();
    check(
        file(job, "schedule.json"),
        new SchedulerJob(
                TemplateParameters.templateOf(job),
                timetable.cron(),
                timetable.zone(),
                timetable.parameters())
            .readable());
  }

  private static String file(Job<?> job, String name) {
    return "templates/" + Template.nameOf(job.verb()) + "/" + name;
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "src/site/markdown/failure.md"})
  void eachExitCodeIsExplainedOnThePagesAboutFailure(String page) throws IOException {
    String text = Files.readString(ROOT.resolve(page));
    for (ExitCode code : ExitCode.values()) {
      assertThat(text, containsString("\n| " + code.number() + " | "));
    }
  }

  @Test
  void theExampleOfAnEnvFileExplainsEveryVariable() throws IOException {
    List<Task<?>> tasks = new ArrayList<>(jobs());
    tasks.addAll(Launch.commands());
    check(".env.example", EnvExample.of(tasks));
  }

  static Stream<Arguments> optionPages() {
    return new OptionPages()
        .all().entrySet().stream().map(page -> arguments(page.getKey(), page.getValue()));
  }

  @ParameterizedTest
  @MethodSource("optionPages")
  void theFlagsAndExitCodesOnThePagesAreThoseOfTheProgram(String page, String now)
      throws IOException {
    check("src/site/markdown/" + page, now);
  }

  static Stream<Arguments> dictionaries() {
    return Stream.of(
        arguments(
            "amplitude", "Amplitude", List.of(AmplitudeTables.EVENTS, AmplitudeTables.REJECTED)),
        arguments("alma", "Alma", withLogs("alma", AlmaTables.ALL)),
        arguments(
            "coinmarketcap",
            "CoinMarketCap",
            withLogs(
                "coinmarketcap",
                List.of(
                    CoinMarketCapTables.listings(),
                    CoinMarketCapTables.quotes(),
                    CoinMarketCapTables.map(),
                    CoinMarketCapTables.info(),
                    CoinMarketCapTables.logos()))));
  }

  private static List<Table> withLogs(String source, List<Table> tables) {
    return Stream.concat(
            tables.stream(), Stream.of(LogTables.calls(source), LogTables.rejected(source)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("dictionaries")
  void theDataDictionaryOfEachJobIsWhatItsTablesSay(String file, String job, List<Table> tables)
      throws IOException {
    StringBuilder page = new StringBuilder("# Tables of the " + job + " job\n\n");
    page.append("Generated from the column definitions. Types are named as BigQuery names them.\n");
    tables.forEach(table -> page.append(dictionary(table)));
    check("src/site/markdown/" + file + "-tables.md", page.toString());
  }

  private static void check(String name, ObjectNode now) throws IOException {
    check(name, JSON.writeValueAsString(now) + "\n");
  }

  private static void check(String name, String now) throws IOException {
    Path file = ROOT.resolve(name);
    if (Boolean.getBoolean("purlin.regenerate")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, now);
    }
    assertThat(name + " is out of date", Files.readString(file), is(now));
  }

  private static String mode(Column column) {
    if (column.type() == ColumnType.STRINGS) {
      return "REPEATED";
    }
    return column.required() ? "REQUIRED" : "NULLABLE";
  }

  private static String dictionary(Table table) {
    StringBuilder page = new StringBuilder("\n## " + table.name() + "\n\n");
    page.append("| column | from | type | mode | personal | what |\n|---|---|---|---|---|---|\n");
    for (Column column : table.columns()) {
      page.append(
          "| `%s` | %s | %s | %s | %s | %s |\n"
              .formatted(
                  column.name(),
                  column.isLineage() ? "Purlin" : "`" + column.source() + "`",
                  column.type() == ColumnType.STRINGS ? ColumnType.STRING : column.type(),
                  mode(column),
                  column.personal() ? "yes" : "",
                  column.description()));
    }
    return page.toString();
  }
}
