package org.purlin.pipelines.edfi;

import java.util.List;
import java.util.Set;
import org.purlin.io.edfi.District;
import org.purlin.io.edfi.InputFormat;
import org.purlin.io.edfi.SubmitRun;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.RunPlaces;
import org.purlin.pipelines.UserMistakeException;

/** Reads the options of a push or a deletion, once, and makes a value of them. */
final class SubmitSettings {

  /** Beside what pulls keep, which is below {@code edfi}. */
  static final String LEDGERS = "edfi-sent";

  private SubmitSettings() {}

  static SubmitRun push(PushEdfiOptions options) {
    return run(
        options,
        SubmitRun.Mode.PUSH,
        null,
        options.isCompare(),
        options.getDuplicates(),
        options.getResend());
  }

  static SubmitRun delete(DeleteEdfiOptions options) {
    return run(
        options,
        SubmitRun.Mode.DELETE,
        options.getIdColumn(),
        false,
        SubmitRun.Duplicates.ORDER,
        SubmitRun.Resend.ALL);
  }

  private static SubmitRun run(
      SubmitOptions options,
      SubmitRun.Mode mode,
      String idColumn,
      boolean compare,
      SubmitRun.Duplicates duplicates,
      SubmitRun.Resend resend) {
    List<String> inputs = InputFiles.of(options.getInput());
    InputFormat format = format(options, idColumn, null);
    List<District> districts = districts(options, inputs, format);
    FileLanding landing = RunPlaces.landing(options);
    return new SubmitRun(
        options.getRunId(),
        mode,
        inputs,
        districts.size() == 1 ? format(options, idColumn, districts.get(0).key()) : format,
        districts,
        RunSettings.settings(options, options.getRunId(), false),
        options.isCommit(),
        compare,
        duplicates,
        resend,
        landing,
        Storage.resolve(RunPlaces.state(options), LEDGERS),
        RunPlaces.proof(options, mode == SubmitRun.Mode.PUSH ? "edfi-push" : "edfi-delete"));
  }

  private static InputFormat format(SubmitOptions options, String idColumn, String district) {
    if (options.getResource() != null) {
      RunSettings.resource("--resource", options.getResource());
    }
    return new InputFormat(
        switch (options.getFormat()) {
          case AUTO -> null;
          case JSONL -> InputFormat.Kind.JSON_LINES;
          case CSV -> InputFormat.Kind.CSV;
        },
        options.getPayloadColumn(),
        options.getResourceColumn(),
        options.getDistrictColumn(),
        idColumn,
        OptionValues.words(options.getKeyColumns()),
        options.getStatusColumn(),
        Set.copyOf(OptionValues.words(options.getSkipStatuses())),
        options.getResource(),
        district);
  }

  private static List<District> districts(
      SubmitOptions options, List<String> inputs, InputFormat format) {
    if (options.getUrlColumn() == null) {
      return Districts.of(options);
    }
    if (options.getDistricts() != null) {
      throw new UserMistakeException(
          "--urlColumn says that the rows bring their districts along; take --districts away.");
    }
    return Districts.checked(
        RowDistricts.read(options, inputs, format), options.isAllowPlainHttp());
  }
}
