package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/** Writes rows as a GET shows them. */
final class Rendering {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final EdfiSettings settings;
  private final Function<String, Table> tables;

  Rendering(EdfiSettings settings, Function<String, Table> tables) {
    this.settings = settings;
    this.tables = tables;
  }

  byte[] bytes(Resource resource, Row row) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode().put("id", row.id());
    if (resource.isDescriptor()) {
      shown.put(resource.descriptorIdName(), row.number());
    }
    shown.setAll(row.payload().deepCopy());
    if (settings.flavour() != Flavour.PLAIN) {
      for (Property property : resource.properties()) {
        if (shown.get(property.name()) instanceof ObjectNode reference
            && property.kind() == Kind.REFERENCE) {
          link(property, reference);
        }
      }
    }
    shown.put("_etag", row.etag());
    shown.put(
        "_lastModifiedDate", settings.clock().instant().truncatedTo(ChronoUnit.MILLIS).toString());
    try {
      return JSON.writeValueAsBytes(shown);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a row cannot be written", e);
    }
  }

  private void link(Property property, ObjectNode reference) {
    for (Resource target : Model.get().targets(property)) {
      Optional<Row> row =
          tables.apply(target.name()).byKey(Resource.keyText(reference, property.members()));
      if (row.isPresent()) {
        ObjectNode link = JsonNodeFactory.instance.objectNode().put("rel", target.entity());
        link.put("href", "/ed-fi/" + target.name() + "/" + row.get().id());
        reference.set("link", link);
        return;
      }
    }
  }
}
