package org.purlin.transforms.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.purlin.transforms.edfi.ResourceModel.KeyPart;

/** The natural key of one record: what makes a server update it rather than create another. */
public final class NaturalKey implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int HASH_BYTES = 16;

  /**
   * One part of a key.
   *
   * @param query its name as a query parameter
   * @param text its value
   */
  public record Part(String query, String text) implements Serializable {

    /** The name alone: the value may name a person. */
    @Override
    public String toString() {
      return query;
    }
  }

  private final ResourceName resource;
  private final List<Part> parts;
  private final byte[] hash;
  private final byte[] foldedHash;

  private NaturalKey(ResourceName resource, List<Part> parts, byte[] hash, byte[] foldedHash) {
    this.resource = resource;
    this.parts = parts;
    this.hash = hash;
    this.foldedHash = foldedHash;
  }

  /**
   * The key of a record, as it is sent or as the server answers with it; empty when a part of it is
   * missing, or the model does not say what the key is.
   */
  public static Optional<NaturalKey> of(ResourceModel model, JsonNode body) {
    if (model.identity().isEmpty()) {
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>(model.identity().size());
    StringBuilder exact = new StringBuilder(model.name().folded());
    StringBuilder folded = new StringBuilder(exact);
    for (KeyPart part : model.identity()) {
      JsonNode holder = part.reference() == null ? body : body.path(part.reference());
      JsonNode value = holder.path(part.leaf());
      if (!value.isValueNode() || value.isNull()) {
        return Optional.empty();
      }
      parts.add(new Part(part.query(), text(part, value)));
      exact.append('\n').append(part.path()).append('=').append(canonical(part, value, false));
      folded.append('\n').append(part.path()).append('=').append(canonical(part, value, true));
    }
    return Optional.of(new NaturalKey(model.name(), List.copyOf(parts), hash(exact), hash(folded)));
  }

  private static byte[] hash(StringBuilder canonical) {
    return Arrays.copyOf(Canonical.sha256(canonical.toString()), HASH_BYTES);
  }

  private static String text(KeyPart part, JsonNode value) {
    return number(part, value).orElseGet(value::asText);
  }

  /** A number, also one that is written as text where the server reads a number. */
  private static Optional<String> number(KeyPart part, JsonNode value) {
    if (value.isNumber()) {
      return Optional.of(Canonical.number(value));
    }
    boolean readAsNumber =
        value.isTextual()
            && (part.type() == Property.Type.INTEGER || part.type() == Property.Type.NUMBER);
    return readAsNumber
        ? ScalarTexts.number(value.textValue()).map(Canonical::number)
        : Optional.empty();
  }

  /** Texts are quoted, so that no value can end early and pass for the next part. */
  private static String canonical(KeyPart part, JsonNode value, boolean folded) {
    Optional<String> number = number(part, value);
    if (number.isPresent() || !value.isTextual()) {
      return number.orElseGet(value::asText);
    }
    String text = value.textValue();
    if (part.type() == Property.Type.DATE_TIME) {
      text = Canonical.instant(text);
    } else if (Canonical.isDescriptor(part.leaf(), text)) {
      text = Canonical.descriptor(text);
    }
    StringBuilder quoted = new StringBuilder();
    Canonical.quote(folded ? text.toLowerCase(Locale.ROOT).stripTrailing() : text, quoted);
    return quoted.toString();
  }

  public ResourceName resource() {
    return resource;
  }

  /** The parts in a stable order. */
  public List<Part> parts() {
    return parts;
  }

  /**
   * 16 bytes that are equal for equal keys of one resource: numbers by value, also where one is
   * written as text, date-times by instant, descriptors without case as servers look them up, all
   * other texts exactly.
   */
  public byte[] hash() {
    return hash.clone();
  }

  /**
   * Like {@link #hash}, but with all texts in lower case and without blanks at their end, as SQL
   * Server compares them. Rows that are equal in it may be one record, so they must not be sent at
   * the same time.
   */
  public byte[] foldedHash() {
    return foldedHash.clone();
  }

  /**
   * The key as a URL's query, encoded: {@code schoolId=1&beginDate=2026-09-01}. Two parts of one
   * name are written once, and servers may ignore what they do not know, so the answer's own key
   * decides whether it is this record.
   */
  public String query() {
    Map<String, String> byName = new LinkedHashMap<>();
    parts.forEach(part -> byName.putIfAbsent(part.query(), part.text()));
    return byName.entrySet().stream()
        .map(part -> encoded(part.getKey()) + "=" + encoded(part.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NaturalKey key && Arrays.equals(key.hash, hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash);
  }

  /** The resource and the names of the parts, never a value. */
  @Override
  public String toString() {
    return resource.path() + parts;
  }
}
