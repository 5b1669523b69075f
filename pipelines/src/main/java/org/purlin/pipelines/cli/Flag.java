package org.purlin.pipelines.cli;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;
import org.purlin.pipelines.SecretReference;
import org.purlin.pipelines.UserMistakeException;

/** One option of an options interface, as a user meets it. */
record Flag(String name, Method getter) {

  /** Python's words for true and false, which the files of older tools have. */
  private static final Set<String> YES = Set.of("true", "t", "yes", "y", "on", "1");

  private static final Set<String> NO = Set.of("false", "f", "no", "n", "off", "0");

  /** {@code PURLIN_WINDOW_HOURS} for {@code windowHours}. */
  String variable() {
    return "PURLIN_" + name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }

  /** The text of the getter's {@code @Description}; empty for one of Beam's without. */
  String description() {
    Description description = getter.getAnnotation(Description.class);
    return description == null ? "" : description.value();
  }

  boolean isRequired() {
    Validation.Required required = getter.getAnnotation(Validation.Required.class);
    return required != null && required.groups().length == 0;
  }

  boolean isSecret() {
    return getter.isAnnotationPresent(SecretReference.class);
  }

  boolean isBoolean() {
    return getter.getReturnType() == boolean.class || getter.getReturnType() == Boolean.class;
  }

  /** What the value looks like, for the help page: {@code number}, {@code replace|append|fail}. */
  String form() {
    Class<?> type = getter.getReturnType();
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining("|"));
    }
    if (isSecret()) {
      return "reference";
    }
    return isWholeNumber() ? "number" : "text";
  }

  /** The default as a user would type it; absent when there is none or it is computed. */
  Optional<String> standard() {
    for (Annotation annotation : getter.getAnnotations()) {
      Class<?> type = annotation.annotationType();
      if (type.getEnclosingClass() == Default.class
          && type != Default.InstanceFactory.class
          && type != Default.Class.class) {
        String value = valueOf(annotation);
        return Optional.of(type == Default.Enum.class ? value.toLowerCase(Locale.ROOT) : value);
      }
    }
    return Optional.empty();
  }

  /**
   * The value as Beam reads it.
   *
   * @throws UserMistakeException when it is not of the flag's type
   */
  String checked(String value) {
    Class<?> type = getter.getReturnType();
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name())
          .filter(constant -> constant.equalsIgnoreCase(value))
          .findFirst()
          .orElseThrow(() -> wrong("one of " + form().replace("|", ", "), value));
    }
    if (isBoolean()) {
      String word = value.strip().toLowerCase(Locale.ROOT);
      if (!YES.contains(word) && !NO.contains(word)) {
        throw wrong("true or false", value);
      }
      return Boolean.toString(YES.contains(word));
    }
    if (isWholeNumber() && !value.matches("-?\\d{1,18}")) {
      throw wrong("a whole number", value);
    }
    return value;
  }

  /** A {@link #checked} value as a user would type it. */
  String typed(String checked) {
    return getter.getReturnType().isEnum() ? checked.toLowerCase(Locale.ROOT) : checked;
  }

  boolean isWholeNumber() {
    Class<?> type = getter.getReturnType();
    return type == int.class || type == Integer.class || type == long.class || type == Long.class;
  }

  private UserMistakeException wrong(String expected, String value) {
    return new UserMistakeException(
        "--" + name + " must be " + expected + ", but was: " + value + ".");
  }

  private static String valueOf(Annotation annotation) {
    try {
      return String.valueOf(annotation.annotationType().getMethod("value").invoke(annotation));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("@Default without a value: " + annotation, e);
    }
  }
}
