package org.purlin.pipelines.rest.library;

import org.purlin.io.http.Authorization;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.rest.Paging;
import org.purlin.io.rest.RestResource;
import org.purlin.io.rest.RestSource;
import org.purlin.io.rest.RestTable;
import org.purlin.transforms.rest.RecordPath;

/** What the library has, and how it is asked for. */
final class LibrarySource {

  /** The library's page says that more than this is not good for it. */
  static final int CONCURRENCY = 4;

  /** The library's page says 100; a smaller one shows in tests that there are several. */
  private static final int PAGE = 2;

  private LibrarySource() {}

  static RestSource of(HttpSettings http, Authorization authorization) {
    return RestSource.of("library", http, authorization)
        .with(
            RestResource.at("branches", "/v1/branches")
                .paged(Paging.offset("offset", "limit", PAGE))
                .totalAt("/total", 0)
                .neverEmpty()
                .into(RestTable.of(LibraryTables.BRANCHES, RecordPath.of("branches"), "id")))
        .with(
            RestResource.at("loans", "/v1/branches/{branch}/loans")
                .forEach("branches", "branch", "id")
                .paged(Paging.cursor("after", "/next"))
                .resumed()
                .window("{branch}")
                .into(
                    RestTable.of(LibraryTables.LOANS, RecordPath.of("loans"), "id")
                        .filling("branch_id", "{branch}")));
  }
}
