package org.purlin.pipelines.cli;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.purlin.pipelines.CloudOptions;
import org.purlin.pipelines.CommandOptions;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.NotifyOptions;

/** The flags of some options interfaces, by name. Reads annotations only; Beam is not started. */
final class Flags {

  private static final Pattern KEBAB = Pattern.compile("-([a-z0-9])");

  private final Map<String, Flag> byName = new TreeMap<>();

  private Flags() {}

  /** The flags of these interfaces and of what they extend. */
  static Flags of(Collection<? extends Class<? extends PipelineOptions>> interfaces) {
    Flags flags = new Flags();
    interfaces.forEach(flags::add);
    return flags;
  }

  private void add(Class<? extends PipelineOptions> options) {
    Method[] methods = options.getMethods();
    Set<String> names = Arrays.stream(methods).map(Method::getName).collect(Collectors.toSet());
    for (Method method : methods) {
      property(method)
          .filter(property -> names.contains("set" + property))
          .ifPresent(property -> add(new Flag(decapitalized(property), method)));
    }
  }

  private void add(Flag flag) {
    byName.merge(flag.name(), flag, Flags::nearerToTheTask);
  }

  /** A getter may be declared again to describe it anew; the sub-interface knows better. */
  private static Flag nearerToTheTask(Flag one, Flag other) {
    Class<?> owner = other.getter().getDeclaringClass();
    return one.getter().getDeclaringClass().isAssignableFrom(owner) ? other : one;
  }

  /** Without Beam's. */
  Flags ours() {
    Flags ours = new Flags();
    all().stream().filter(Flags::isPurlins).forEach(ours::add);
    return ours;
  }

  Optional<Flag> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Set<String> names() {
    return byName.keySet();
  }

  Collection<Flag> all() {
    return byName.values();
  }

  /** The task's own, required ones first. */
  List<Flag> own() {
    return all().stream()
        .filter(flag -> isPurlins(flag) && !isShared(flag))
        .sorted((a, b) -> Boolean.compare(b.isRequired(), a.isRequired()))
        .toList();
  }

  /** Those that mean the same in every task. */
  List<Flag> shared() {
    return all().stream().filter(Flags::isShared).toList();
  }

  /** {@code windowHours} for {@code window-hours}; a word without a dash inside stays as it is. */
  static String camel(String name) {
    return KEBAB.matcher(name).replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  private static boolean isShared(Flag flag) {
    Class<?> owner = flag.getter().getDeclaringClass();
    return owner == JobOptions.class
        || owner == NotifyOptions.class
        || owner == CloudOptions.class
        || owner == CommandOptions.class;
  }

  private static boolean isPurlins(Flag flag) {
    return CommandOptions.class.isAssignableFrom(flag.getter().getDeclaringClass());
  }

  private static Optional<String> property(Method method) {
    String name = method.getName();
    if (method.getParameterCount() > 0) {
      return Optional.empty();
    }
    if (name.startsWith("get") && name.length() > 3) {
      return Optional.of(name.substring(3));
    }
    return name.startsWith("is") && name.length() > 2
        ? Optional.of(name.substring(2))
        : Optional.empty();
  }

  /**
   * As java.beans.Introspector does it, which Beam follows: {@code URL} stays, {@code Url} does
   * not.
   */
  private static String decapitalized(String property) {
    boolean acronym =
        property.length() > 1
            && Character.isUpperCase(property.charAt(0))
            && Character.isUpperCase(property.charAt(1));
    return acronym ? property : Character.toLowerCase(property.charAt(0)) + property.substring(1);
  }
}
