package org.purlin.pipelines.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.Verdict;

/** A command made up for tests: shows one hour and goes wrong on demand. */
final class PeekCommand implements Command<PeekOptions> {

  @Override
  public String verb() {
    return "count peek";
  }

  @Override
  public String summary() {
    return "Shows one hour.";
  }

  @Override
  public Class<PeekOptions> options() {
    return PeekOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of("# the first hour\npurlin count peek --hour=1");
  }

  @Override
  public Map<String, String> aliases() {
    return Map.of("CNT_SECRET_KEY", "secretKey");
  }

  @Override
  public Map<String, String> verbAliases() {
    return Map.of("count look-inside", "count peek --insideToo", "look", "count peek");
  }

  @Override
  public Optional<ExitCode> exitCodeOf(Throwable failure) {
    return failure instanceof SQLException ? Optional.of(ExitCode.DATABASE) : Optional.empty();
  }

  @Override
  public Verdict run(PeekOptions options, Console console) throws Exception {
    int hour = options.getHour();
    switch (options.getTrouble()) {
      case MISTAKE -> throw new UserMistakeException("--hour must be even, but was: 7.");
      case BREAKS -> throw new IllegalStateException("hour 3 is s3cr3t-value");
      case CLOSED -> throw new IllegalStateException(new SQLException("no such host"));
      case REFUSED -> throw new CountJob.RefusedException();
      case MEMORY_FULL -> throw new OutOfMemoryError("Java heap space");
      default -> {}
    }
    console.answer(
        JsonNodeFactory.instance.objectNode().put("hour", hour).put("key", "s3cr3t-value"),
        () ->
            console.table(
                List.of("hour", "key", "inside"),
                List.of(
                    List.of(
                        Integer.toString(hour),
                        "s3cr3t-value",
                        Boolean.toString(options.isInsideToo())))));
    return switch (options.getTrouble()) {
      case SILENCE -> Verdict.DONE;
      case GAPS -> new Verdict(ExitCode.INCOMPLETE, "Half of the hour is missing.");
      case NO_TABLE -> new Verdict(ExitCode.TABLE_UNFIT, "The table of s3cr3t-value is gone.");
      default -> new Verdict(ExitCode.DONE, "Looked at hour " + hour + ".");
    };
  }
}
