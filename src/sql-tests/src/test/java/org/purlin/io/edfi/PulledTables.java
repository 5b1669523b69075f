package org.purlin.io.edfi;

import java.util.List;
import java.util.stream.Stream;
import org.purlin.transforms.edfi.Children;
import org.purlin.transforms.edfi.Property;
import org.purlin.transforms.edfi.ResourceModel;
import org.purlin.transforms.edfi.ResourceName;
import org.purlin.transforms.edfi.ResourceRows;
import org.purlin.transforms.rows.Table;

/** Tables of Ed-Fi, whose columns a server's documents say; here of one with odd names. */
public final class PulledTables {

  private PulledTables() {}

  /** With and without a model, with lists as columns and as tables. */
  public static List<Table> all() {
    ResourceName name = ResourceName.parse("tpdm/odd-Things");
    ResourceModel model =
        new ResourceModel(
            name,
            List.of(
                property("select", Property.Type.STRING),
                property("group", Property.Type.INTEGER),
                property("Group", Property.Type.NUMBER),
                property("2ndName", Property.Type.BOOLEAN),
                property("größe.m²", Property.Type.DATE),
                property("`quoted`", Property.Type.DATE_TIME),
                property("detail", Property.Type.OBJECT),
                property("order", Property.Type.REFERENCE, property("from", Property.Type.STRING)),
                property("table", Property.Type.LIST, property("join", Property.Type.INTEGER))),
            List.of(),
            false,
            List.of());
    return Stream.of(
            ResourceRows.of(name, model, Children.TABLES, false),
            ResourceRows.of(ResourceName.parse("students"), model, Children.JSON, true),
            ResourceRows.of(ResourceName.parse("unknown"), null, Children.JSON, true))
        .flatMap(rows -> Stream.concat(Stream.of(rows.table()), rows.children().stream()))
        .flatMap(table -> Stream.of(table, PullTables.keyChanges(table), PullTables.deletes(table)))
        .toList();
  }

  private static Property property(String name, Property.Type type, Property... inner) {
    return new Property(name, type, false, false, null, List.of(inner));
  }
}
