package org.purlin.io.rest;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** Where the pages of a resource's units are, for requests and for messages. */
final class UnitAddress {

  private final RestSource source;
  private final RestResource resource;

  UnitAddress(RestSource source, RestResource resource) {
    this.source = source;
    this.resource = resource;
  }

  /**
   * Where to ask.
   *
   * @throws UnreadException when the page before names no place that can be asked
   */
  URI uri(Map<String, String> asked, Paging.Place place) throws UnreadException {
    URI endpoint = source.http().endpoint();
    try {
      if (place.address() != null) {
        return endpoint.resolve(place.address());
      }
    } catch (IllegalArgumentException e) {
      throw new UnreadException(
          UnreadException.Kind.FAILED,
          shown(asked, place) + ": the address of the next page is no URL");
    }
    String base = endpoint.toString().replaceAll("/+$", "");
    return URI.create(base + address(asked, place, false));
  }

  /** The same from the endpoint on, for messages: nothing in it singles out a person. */
  String shown(Map<String, String> asked, Paging.Place place) {
    return place != null && place.address() != null
        ? address(asked, null, true) + " (a following page)"
        : address(asked, place, true);
  }

  private String address(Map<String, String> asked, Paging.Place place, boolean hiding) {
    Map<String, String> values = hiding ? source.shown(asked) : asked;
    Map<String, String> paging = place == null ? Map.of() : new TreeMap<>(place.parameters());
    StringBuilder address = new StringBuilder(Template.path(resource.path(), values));
    for (RestResource.Parameter parameter : resource.query()) {
      String value = Template.plain(parameter.template(), values);
      if (!value.isEmpty() && !paging.containsKey(parameter.name())) {
        add(address, parameter.name(), value);
      }
    }
    paging.forEach((name, value) -> add(address, name, value));
    return address.toString();
  }

  private static void add(StringBuilder address, String name, String value) {
    address
        .append(address.indexOf("?") < 0 ? '?' : '&')
        .append(Template.parameter(name))
        .append('=')
        .append(Template.parameter(value));
  }
}
