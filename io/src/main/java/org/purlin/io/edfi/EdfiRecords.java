package org.purlin.io.edfi;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.purlin.io.http.HttpReply;
import org.purlin.transforms.edfi.EdfiJson;
import org.purlin.transforms.edfi.ResourceName;

/** Looks at single records and at how many there are. Serves one thread. */
public final class EdfiRecords {

  private final EdfiApi api;

  public EdfiRecords(EdfiApi api) {
    this.api = api;
  }

  /**
   * One record as the server shows it, as JSON on one line; empty when there is none with this id.
   *
   * @throws DistrictException when the server refuses to show it, with its reason
   */
  public Optional<String> get(ResourceName resource, String id)
      throws IOException, InterruptedException {
    HttpReply reply = api.readRecord(resource, id);
    if (reply.status() == 404) {
      // A resource that is not there has no records either, but that is another mistake.
      count(resource, Map.of());
      return Optional.empty();
    }
    if (reply.status() != 200) {
      throw refused(resource, reply);
    }
    return Optional.of(EdfiJson.text(PullPage.record(reply, api.shownRecord(resource))));
  }

  /**
   * How many records pass a filter; empty when the server does not count.
   *
   * @param filters by the name of the query parameter; none is all records. Some servers ignore a
   *     name they do not know.
   * @throws DistrictException when the server refuses to count, with its reason
   */
  public OptionalLong count(ResourceName resource, Map<String, String> filters)
      throws IOException, InterruptedException {
    HttpReply reply =
        api.read(resource, PullSource.records(api, resource).with(filters).url(PullSource.COUNT));
    if (reply.status() != 200) {
      throw refused(resource, reply);
    }
    return PullPage.total(reply);
  }

  private DistrictException refused(ResourceName resource, HttpReply reply) {
    return new DistrictException(
        api.district().key()
            + " answered "
            + reply.status()
            + " for "
            + resource.path()
            + ": "
            + EdfiApi.problem(reply).reason());
  }
}
