package org.purlin.pipelines.csc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.purlin.io.secret.Secret;
import org.purlin.io.staging.RehearsalTable;
import org.purlin.io.staging.Sql;
import org.purlin.io.staging.StagingTable;
import org.purlin.io.staging.TableName;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.Verdict;
import org.purlin.transforms.csc.ChildScramble;

/**
 * Makes a table of made-up children out of the live one, so that a night can be rehearsed against
 * the test service with data of the authority's own shape.
 */
public final class AnonymiseCsc implements Command<CscAnonymiseOptions> {

  private static final int RANDOM_KEY_BYTES = 32;

  @Override
  public String verb() {
    return "csc anonymise";
  }

  @Override
  public String summary() {
    return "Fill the _anon table with scrambled copies of the staging table's rows.";
  }

  @Override
  public Class<CscAnonymiseOptions> options() {
    return CscAnonymiseOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # Once, with the table made where it is missing
        purlin csc anonymise --to=ssd_api_data_staging_anon --createTable""",
        """
        # Every night, the same made-up child for the same child
        purlin csc anonymise --to=ssd_api_data_staging_anon --replace --key=file:scramble.key""");
  }

  @Override
  public Map<String, String> aliases() {
    return CscSettings.ALIASES;
  }

  @Override
  public Optional<ExitCode> exitCodeOf(Throwable failure) {
    return CscSettings.exitCodeOf(failure);
  }

  @Override
  public Verdict run(CscAnonymiseOptions options, Console console) {
    TableName from = CscSettings.table(options);
    TableName to = target(options, from);
    byte[] key = key(options.getKey());
    try (Sql sql = Sql.open(CscSettings.staging(options))) {
      StagingTable staging = StagingTable.open(sql, from);
      RehearsalTable rehearsal = RehearsalTable.of(sql, to);
      makeReady(rehearsal, staging, options);
      Anonymisation work = new Anonymisation(new ChildScramble(key));
      work.copy(staging, rehearsal);
      print(work, console);
      return verdict(work, to, options.getKey() == null);
    }
  }

  private static TableName target(CscAnonymiseOptions options, TableName from) {
    TableName given = CscSettings.tableName("--to", options.getTo());
    TableName to = given.schema() == null ? from.sibling(given.name()) : given;
    if (!RehearsalTable.isOne(to)) {
      throw new UserMistakeException(
          "--to must be a table whose name ends in "
              + RehearsalTable.SUFFIX
              + ", because only such a one is taken for made-up children, but was: "
              + to);
    }
    if (RehearsalTable.isOne(from)) {
      throw new UserMistakeException(
          "--table=" + from + " holds made-up children already. Give the live table.");
    }
    return to;
  }

  private static byte[] key(String reference) {
    if (reference != null) {
      return Secret.parse("--key", reference).resolve().getBytes(UTF_8);
    }
    byte[] random = new byte[RANDOM_KEY_BYTES];
    new SecureRandom().nextBytes(random);
    return random;
  }

  private static void makeReady(
      RehearsalTable table, StagingTable staging, CscAnonymiseOptions options) {
    if (!table.exists()) {
      if (!options.isCreateTable()) {
        throw new UserMistakeException(
            "There is no table " + table + ". Add --createTable to have it made.");
      }
      table.create(staging.personWidth());
      return;
    }
    long rows = table.count();
    if (rows > 0 && !options.isReplace()) {
      throw new UserMistakeException(
          table
              + " has "
              + rows
              + " rows already. Add --replace to have them taken out first, or empty it.");
    }
    if (rows > 0) {
      table.clear();
    }
  }

  private static void print(Anonymisation work, Console console) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("written", work.written());
    tree.put("unreadable", work.unreadable());
    tree.put("unreadablePrevious", work.unreadablePrevious());
    ObjectNode unchanged = tree.putObject("unchanged");
    work.unchanged().forEach(unchanged::put);
    console.answer(tree, () -> text(work, console));
  }

  private static void text(Anonymisation work, Console console) {
    if (work.unchanged().isEmpty()) {
      console.line("No value came out as it was.");
      return;
    }
    console.line("Values that came out as they were:");
    console.table(
        List.of("path", "values"),
        work.unchanged().entrySet().stream()
            .map(path -> List.of(path.getKey(), path.getValue().toString()))
            .toList());
  }

  private static Verdict verdict(Anonymisation work, TableName to, boolean random) {
    String sentence =
        work.written()
            + " rows were scrambled into "
            + to
            + (random ? " with a random key, so that no other night matches them" : "")
            + ".";
    if (work.unreadable() + work.unreadablePrevious() == 0) {
      return new Verdict(ExitCode.DONE, sentence);
    }
    return new Verdict(
        ExitCode.INCOMPLETE,
        sentence
            + " "
            + work.unreadable()
            + " rows were left out and "
            + work.unreadablePrevious()
            + " are without their previous payload, because it is not a JSON object.");
  }
}
