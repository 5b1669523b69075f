package org.purlin.io.rest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.HttpSettings;

/**
 * A paged REST API as data: where it is, who we are there, what its answers mean, and what it has.
 * Immutable; travels in the job graph; holds references to secrets only.
 */
public final class RestSource implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String NAME = "[a-z][a-z0-9_]*";

  private final String name;
  private final HttpSettings http;
  private final Authorization authorization;
  private TreeMap<String, String> headers = new TreeMap<>(Map.of("Accept", "application/json"));
  private ReplyRules replies = ReplyRules.usual();
  private ArrayList<RestResource> resources = new ArrayList<>();
  private Charges charges;
  private Set<String> personal = Set.of();
  private boolean bodiesInMessages;

  private RestSource(String name, HttpSettings http, Authorization authorization) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "The name of a source must be lower-case letters, digits and _, but was: " + name + ".");
    }
    this.name = name;
    this.http = http;
    this.authorization = authorization;
  }

  private RestSource(RestSource other) {
    this(other.name, other.http, other.authorization);
    headers = other.headers;
    replies = other.replies;
    resources = other.resources;
    charges = other.charges;
    personal = other.personal;
    bodiesInMessages = other.bodiesInMessages;
  }

  /**
   * An API of which nothing is read yet: JSON answers, statuses as usual, nothing personal.
   *
   * @param name names the state and the tables of calls and of rejected records: {@code alma}
   * @param http where it is and how it is spoken to
   * @param authorization who we are
   */
  public static RestSource of(String name, HttpSettings http, Authorization authorization) {
    return new RestSource(name, http, authorization);
  }

  /** Also reads a resource; parents before their children. */
  public RestSource with(RestResource resource) {
    check(resource);
    RestSource copy = new RestSource(this);
    copy.resources = new ArrayList<>(resources);
    copy.resources.add(resource);
    return copy;
  }

  /** Sends these headers in place of {@code Accept: application/json}; no secrets. */
  public RestSource sending(Map<String, String> others) {
    RestSource copy = new RestSource(this);
    copy.headers = new TreeMap<>(others);
    return copy;
  }

  /** Says what replies mean. */
  public RestSource judging(ReplyRules rules) {
    RestSource copy = new RestSource(this);
    copy.replies = rules;
    return copy;
  }

  /** Says what requests cost. */
  public RestSource charging(Charges costs) {
    RestSource copy = new RestSource(this);
    copy.charges = costs;
    return copy;
  }

  /**
   * Variables that single out a person: in messages, in the table of calls and in the state the
   * start of their SHA-256 stands for them.
   */
  public RestSource hiding(String... variables) {
    RestSource copy = new RestSource(this);
    copy.personal = Set.of(variables);
    return copy;
  }

  /** Lets messages show the beginning of what was answered; only where answers are about nobody. */
  public RestSource showingBodies() {
    RestSource copy = new RestSource(this);
    copy.bodiesInMessages = true;
    return copy;
  }

  public String name() {
    return name;
  }

  public HttpSettings http() {
    return http;
  }

  public Authorization authorization() {
    return authorization;
  }

  public List<RestResource> resources() {
    return List.copyOf(resources);
  }

  Map<String, String> headers() {
    return headers;
  }

  ReplyRules replies() {
    return replies;
  }

  /** Null when requests cost nothing. */
  public Charges charges() {
    return charges;
  }

  boolean bodiesInMessages() {
    return bodiesInMessages;
  }

  /** A resource by its name. */
  RestResource resource(String wanted) {
    return resources.stream()
        .filter(resource -> resource.name().equals(wanted))
        .findFirst()
        .orElseThrow();
  }

  List<RestResource> childrenOf(RestResource parent) {
    return resources.stream()
        .filter(
            resource ->
                resource.parent() != null && resource.parent().resource().equals(parent.name()))
        .toList();
  }

  /** What a step or message may call a unit's variables. */
  Map<String, String> shown(Map<String, String> variables) {
    Map<String, String> shown = new TreeMap<>(variables);
    shown.replaceAll((name, value) -> personal.contains(name) ? Hashes.shown(value) : value);
    return shown;
  }

  private void check(RestResource resource) {
    if (resources.stream().anyMatch(one -> one.name().equals(resource.name()))) {
      throw new IllegalArgumentException("There are two resources " + resource.name() + ".");
    }
    for (RestTable table : resource.tables()) {
      if (resources.stream().anyMatch(one -> one.fills(table, resource.window()))) {
        throw new IllegalArgumentException(
            "Table "
                + table.table().name()
                + " is filled by two resources in one window, so one would replace the other's rows.");
      }
    }
    checkKnown(resource, asked(resource), resource.asked());
    checkKnown(resource, written(resource), resource.written());
  }

  /** The variables that a resource's requests can mention. */
  private Set<String> asked(RestResource resource) {
    Set<String> known = new HashSet<>();
    resource.starts().forEach(start -> known.addAll(start.keySet()));
    if (resource.parent() != null) {
      RestResource parent =
          resources.stream()
              .filter(one -> one.name().equals(resource.parent().resource()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "Resource "
                              + resource.name()
                              + " is asked for each "
                              + resource.parent().resource()
                              + ", so that must stand before it."));
      if (parent.isResumed()) {
        throw new IllegalArgumentException(
            "Resource "
                + parent.name()
                + " has children, so every run must read it and it cannot be resumed.");
      }
      known.addAll(asked(parent));
      known.addAll(resource.parent().binds().keySet());
    }
    return known;
  }

  private Set<String> written(RestResource resource) {
    Set<String> known = asked(resource);
    known.addAll(resource.captures().keySet());
    return known;
  }

  private static void checkKnown(
      RestResource resource, Set<String> known, Collection<String> templates) {
    for (String template : templates) {
      for (String variable : Template.variables(template)) {
        if (!known.contains(variable)) {
          throw new IllegalArgumentException(
              "Resource "
                  + resource.name()
                  + " mentions {"
                  + variable
                  + "} in "
                  + template
                  + ", but only has "
                  + String.join(", ", known.stream().sorted().toList())
                  + ".");
        }
      }
    }
  }
}
