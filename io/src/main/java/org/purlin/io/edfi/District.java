package org.purlin.io.edfi;

import java.io.Serializable;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One Ed-Fi API and our login there.
 *
 * @param key names it in rows, files and reports
 * @param base where its discovery document is; of a 7.x host with tenants and contexts, with both
 *     in its path
 * @param login who we are
 * @param apiVersion the data path's version on a server without a discovery document, such as
 *     {@code v3}; null: the document is read
 * @param instance of an instance-and-year-specific 5.x or 6.x server; null elsewhere
 * @param schoolYear of a year-specific 5.x or 6.x server; null elsewhere
 * @param urls URLs to use in place of those of the discovery document
 */
public record District(
    String key,
    URI base,
    Login login,
    String apiVersion,
    String instance,
    String schoolYear,
    Map<Link, URI> urls)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** A key is part of file names. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /** What a discovery document links to. */
  public enum Link {
    /** Where resources are. */
    DATA("dataManagementApi"),
    /** Where tokens are issued. */
    TOKENS("oauth"),
    /** Which resources come before which. */
    DEPENDENCIES("dependencies"),
    /** What resources look like. */
    OPEN_API("openApiMetadata"),
    /** What changed since when. */
    CHANGE_QUERIES("changeQueries");

    private final String member;

    Link(String member) {
      this.member = member;
    }

    /** Its name in the discovery document. */
    public String member() {
      return member;
    }
  }

  public District {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "A district's key must be letters, digits, dots, dashes and underscores, at most 100, but"
              + " was: "
              + key);
    }
    urls = Map.copyOf(urls);
  }

  /** A district whose discovery document says everything. */
  public static District of(String key, URI base, Login login) {
    return new District(key, base, login, null, null, null, Map.of());
  }

  public District withApiVersion(String version) {
    return new District(key, base, login, version, instance, schoolYear, urls);
  }

  public District withInstance(String name) {
    return new District(key, base, login, apiVersion, name, schoolYear, urls);
  }

  public District withSchoolYear(String year) {
    return new District(key, base, login, apiVersion, instance, year, urls);
  }

  /** Uses this URL in place of what the discovery document says. */
  public District withUrl(Link link, URI url) {
    Map<Link, URI> more = new EnumMap<>(Link.class);
    more.putAll(urls);
    more.put(link, url);
    return new District(key, base, login, apiVersion, instance, schoolYear, more);
  }
}
