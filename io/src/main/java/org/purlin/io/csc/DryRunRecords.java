package org.purlin.io.csc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.purlin.io.landing.Storage;
import org.purlin.io.staging.SchemaProblem;
import org.purlin.io.staging.Sql;
import org.purlin.io.staging.SqlDataSource;
import org.purlin.io.staging.SqlSettings;

/**
 * Lets a dry run show what a first run would do: where the sender has no records yet, it gets empty
 * ones in a directory of its own, into which it may adopt. For runs in one process only.
 */
public final class DryRunRecords {

  private static final String PREFIX = "dry-run-";

  private DryRunRecords() {}

  /** The same run, with records of its own when there are none. */
  public static CscRun whereNoneAre(CscRun run) {
    sweep(run);
    if (run.records().isFiles() && !run.records().filesExist()) {
      return withOwn(run);
    }
    try (Sql sql = Sql.open(run.records());
        Records records = Records.open(sql, run.recordsSchema(), run.scope())) {
      records.check();
      if (!records.isFirstUse()) {
        return run.withRecords(run.records(), run.recordsSchema(), false);
      }
    } catch (SchemaProblem noTables) {
      // As on a first run.
    }
    return withOwn(run);
  }

  private static CscRun withOwn(CscRun run) {
    return run.withRecords(SqlSettings.ofFiles(directory(run)), null, true);
  }

  /** What a dry run that was killed could not delete. */
  private static void sweep(CscRun run) {
    Path state = directory(run).getParent();
    if (!Files.isDirectory(state)) {
      return;
    }
    try (Stream<Path> left = Files.list(state)) {
      left.filter(path -> path.getFileName().toString().startsWith(PREFIX))
          .forEach(DryRunRecords::delete);
    } catch (IOException e) {
      throw new UncheckedIOException("The output directory's _state cannot be read.", e);
    }
  }

  /** Deletes a dry run's own records, if it has any: they hold what was adopted. */
  public static void discard(CscRun run) {
    Path directory = directory(run);
    if (!Files.isDirectory(directory)) {
      return;
    }
    SqlDataSource.close(run.records());
    delete(directory);
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The dry run's own records could not be deleted. They are in " + directory + ".", e);
    }
  }

  /** A database in files needs a disk: where the output is on none, this machine's. */
  private static Path directory(CscRun run) {
    return Storage.isLocal(run.output())
        ? Storage.localPath(Storage.resolve(run.output(), "_state/" + PREFIX + run.runId()))
        : Path.of(System.getProperty("java.io.tmpdir"), "purlin", PREFIX + run.runId());
  }
}
