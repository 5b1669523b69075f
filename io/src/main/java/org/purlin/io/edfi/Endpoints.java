package org.purlin.io.edfi;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.purlin.io.edfi.District.Link;

/**
 * Where a district's API has what.
 *
 * @param version of the server as it says, such as {@code 7.3}; empty when it does not
 * @param urls by what they are for; {@link Link#DATA} is always there. Those that resources and
 *     paths are added to end with a slash.
 */
public record Endpoints(String version, Map<Link, URI> urls) {

  public Endpoints {
    urls = Map.copyOf(urls);
  }

  public URI data() {
    return urls.get(Link.DATA);
  }

  /** Empty when the server has no such feature. */
  public Optional<URI> find(Link link) {
    return Optional.ofNullable(urls.get(link));
  }
}
