package org.purlin.pipelines.rest.library;

import java.net.URI;
import java.util.List;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.secret.Secret;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.plan.Plan;
import org.purlin.pipelines.rest.RestJobRun;
import org.purlin.pipelines.rest.RestSettings;

/**
 * A library as rows.
 *
 * <pre>
 * branches ─► loans of each ─► rows, by branch
 * </pre>
 */
final class ReadLibrary implements Job<ReadLibraryOptions> {

  @Override
  public String verb() {
    return "library";
  }

  @Override
  public String summary() {
    return "Read branches and loans of a library as rows.";
  }

  @Override
  public Class<ReadLibraryOptions> options() {
    return ReadLibraryOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of("# All branches\npurlin library --key=env:LIBRARY_KEY --output=out");
  }

  @Override
  public Plan plan(ReadLibraryOptions options) {
    return Plan.of(options.getRunId()).build();
  }

  @Override
  public Run prepare(ReadLibraryOptions options) {
    HttpSettings http =
        RestSettings.http(options, URI.create(options.getUrl()), LibrarySource.CONCURRENCY, 0, 2);
    Authorization key =
        Authorization.none().withHeader("X-Library-Key", Secret.parse("--key", options.getKey()));
    return RestJobRun.prepare(
        RestSettings.run(options, LibrarySource.of(http, key), LibrarySource.CONCURRENCY),
        "everything");
  }
}
