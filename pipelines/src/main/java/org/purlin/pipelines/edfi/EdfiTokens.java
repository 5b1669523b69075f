package org.purlin.pipelines.edfi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.purlin.io.edfi.District;
import org.purlin.io.edfi.DistrictTrial;
import org.purlin.io.edfi.EdfiSettings;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.Verdict;

/** Asks each district for a token and says whether there was one; the token is thrown away. */
public final class EdfiTokens implements Command<EdfiTokensOptions> {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  /**
   * What came of one district.
   *
   * @param exitCode DONE when there is nothing to complain about
   */
  private record Answer(String district, String words, ExitCode exitCode) {}

  @Override
  public String verb() {
    return "edfi tokens";
  }

  @Override
  public String summary() {
    return "Ask districts' Ed-Fi APIs for a token each, and say which refuse one.";
  }

  @Override
  public Class<EdfiTokensOptions> options() {
    return EdfiTokensOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # Which of the districts' keys and secrets work
        purlin edfi tokens --districts=districts.csv""");
  }

  @Override
  public Map<String, String> aliases() {
    return RunSettings.ALIASES;
  }

  @Override
  public Verdict run(EdfiTokensOptions options, Console console) throws InterruptedException {
    List<District> districts = Districts.of(options);
    EdfiSettings settings = RunSettings.settings(options, verb(), false);
    List<Answer> answers = EachDistrict.ask(districts, district -> ask(district, settings));
    console.answer(
        tree(answers),
        () ->
            console.table(
                List.of("district", "token"),
                answers.stream().map(each -> List.of(each.district(), each.words())).toList()));
    return judge(answers);
  }

  private static Answer ask(District district, EdfiSettings settings) throws InterruptedException {
    if (district.login().bearer() != null) {
      return new Answer(district.key(), "given, nothing to ask for", ExitCode.DONE);
    }
    if (district.login().key() == null) {
      return new Answer(district.key(), "none needed, there is no login", ExitCode.DONE);
    }
    try {
      Instant until = Instant.now().plus(new DistrictTrial(district, settings).token());
      return new Answer(district.key(), "token until " + MINUTE.format(until), ExitCode.DONE);
    } catch (IOException e) {
      return new Answer(
          district.key(), e.getMessage(), RunSettings.exitCodeOf(e).orElse(ExitCode.UNREACHABLE));
    }
  }

  private static ArrayNode tree(List<Answer> answers) {
    ArrayNode tree = JsonNodeFactory.instance.arrayNode();
    for (Answer answer : answers) {
      ObjectNode each = tree.addObject();
      each.put("district", answer.district());
      each.put("ok", answer.exitCode() == ExitCode.DONE);
      each.put("found", answer.words());
    }
    return tree;
  }

  /** A refusal weighs more than a server that is not there. */
  private static Verdict judge(List<Answer> answers) {
    List<Answer> bad =
        answers.stream().filter(answer -> answer.exitCode() != ExitCode.DONE).toList();
    if (bad.isEmpty()) {
      return Verdict.DONE;
    }
    Answer worst =
        bad.stream()
            .filter(answer -> answer.exitCode() == ExitCode.SIGN_IN_REFUSED)
            .findFirst()
            .orElse(bad.get(0));
    return new Verdict(
        worst.exitCode(),
        bad.size()
            + " of "
            + answers.size()
            + " districts gave no token, for example "
            + worst.district()
            + ": "
            + worst.words());
  }
}
