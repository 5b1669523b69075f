package org.purlin.transforms.edfi;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.purlin.transforms.rows.Table;

/**
 * The tables of a resource. Scalars of the record, of its references and of objects in it are
 * columns; lists are JSON columns or tables of their own, one level deep. Without a model a row has
 * the record as a whole and nothing flattened. Immutable; {@link #writer} makes what writes rows.
 */
public final class ResourceRows implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ResourceModel model;
  private final boolean body;
  private final Table table;

  /** Lists with a table of their own, by name. */
  private final LinkedHashMap<String, Property> apart;

  private final LinkedHashMap<String, Table> children;

  private ResourceRows(ResourceName name, ResourceModel model, Children children, boolean body) {
    this.model = model;
    this.body = body || model == null;
    this.apart = new LinkedHashMap<>();
    this.children = new LinkedHashMap<>();
    if (model != null && children == Children.TABLES) {
      for (Property property : model.properties()) {
        if (property.type() == Property.Type.LIST && !property.properties().isEmpty()) {
          apart.put(property.name(), property);
          this.children.put(property.name(), ResourceColumns.childTable(name, property));
        }
      }
    }
    this.table = ResourceColumns.table(name, model, apart, this.body);
  }

  /**
   * Lays out the tables.
   *
   * @param model what the server says of the resource; null when it says nothing
   * @param body whether the whole record is kept too; without a model it always is
   */
  public static ResourceRows of(
      ResourceName name, ResourceModel model, Children children, boolean body) {
    return new ResourceRows(name, model, children, body);
  }

  /** The table of the records. */
  public Table table() {
    return table;
  }

  /** The tables of the lists; empty unless they were asked for. */
  public List<Table> children() {
    return List.copyOf(children.values());
  }

  /**
   * Makes a writer, for one thread.
   *
   * @param redaction what must not be written, as {@link RecordRedaction} reads it; null for
   *     nothing
   * @param hashKey key of the hashes; may be null when nothing is hashed
   * @throws IllegalArgumentException when a rule cannot be carried out
   */
  public ResourceWriter writer(String redaction, byte[] hashKey) {
    return new ResourceWriter(this, RecordRedaction.parse(redaction, this, hashKey));
  }

  /**
   * The rules that name nothing in this resource. Whoever redacts several resources should refuse a
   * rule that names nothing in any of them: a typing error must not leave a person's data in place.
   * Empty where nothing is known of the resource.
   */
  public List<String> unmatched(String redaction) {
    List<String> unmatched = new ArrayList<>();
    if (model != null) {
      for (RecordRedaction.Rule rule : RecordRedaction.rules(redaction)) {
        if (!RecordRedaction.isKnown(rule.path(), this)) {
          unmatched.add(rule.path());
        }
      }
    }
    return unmatched;
  }

  /** Null when nothing is known. */
  ResourceModel model() {
    return model;
  }

  boolean keepsBody() {
    return body;
  }

  Map<String, Property> apart() {
    return apart;
  }

  Map<String, Table> childTables() {
    return children;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceRows that
        && table.equals(that.table)
        && children.equals(that.children)
        && Objects.equals(model, that.model);
  }

  @Override
  public int hashCode() {
    return Objects.hash(table, children);
  }
}
