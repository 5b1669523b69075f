package org.purlin.transforms.edfi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/** Lays out the columns of a resource's tables. */
final class ResourceColumns {

  static final String DISTRICT = "_district";
  static final String ID = "id";
  static final String PARENT_ID = "_parent_id";
  static final String INDEX = "_index";
  static final String ETAG = "_etag";
  static final String LAST_MODIFIED = "_lastModifiedDate";
  static final String CHANGE_VERSION = "_change_version";
  static final String RUN_ID = "_run_id";
  static final String BODY = "body";

  /** Keys under which a record's row gets what is no property of it; no property begins with $. */
  static final String CHANGE_VERSION_KEY = "$changeVersion";

  static final String BODY_KEY = "$body";
  static final String PARENT_MODIFIED_KEY = "$lastModified";

  /** A list's column is read under this mark, so that what is no list does not pass for one. */
  static final String LIST_MARK = "[]";

  private ResourceColumns() {}

  /**
   * The table of a resource.
   *
   * @param model null when nothing is known
   * @param apart lists that have a table of their own, by name
   */
  static Table table(
      ResourceName name, ResourceModel model, Map<String, Property> apart, boolean body) {
    List<Column> first =
        List.of(
            Column.lineage(DISTRICT, ColumnType.STRING, "District.").asRequired(),
            personal(
                Column.of(ID, ColumnType.STRING, "The server's own key.").asRequired(),
                PersonalNames.isPerson(name)),
            Column.of(ETAG, ColumnType.STRING, "Version for conditional requests."),
            Column.of(LAST_MODIFIED, ColumnType.TIMESTAMP, "When the server last changed it."),
            Column.of(CHANGE_VERSION, ColumnType.INT64, "Change version it was read at.")
                .from(CHANGE_VERSION_KEY));
    List<Property> properties =
        model == null
            ? List.of()
            : model.properties().stream().filter(p -> !apart.containsKey(p.name())).toList();
    List<Column> last = new ArrayList<>();
    if (model != null) {
      last.add(extensions());
    }
    last.add(extra());
    if (body) {
      last.add(
          Column.of(BODY, ColumnType.JSON, "The record as the server answered it.")
              .from(BODY_KEY)
              .asPersonal());
    }
    last.add(Column.lineage(RUN_ID, ColumnType.STRING, "Run that read it."));
    return new Table(
            name.tableName(),
            join(first, properties, last, false),
            ID,
            LAST_MODIFIED,
            List.of(DISTRICT, ID))
        .withUnique(ID);
  }

  /** The table of a list. */
  static Table childTable(ResourceName name, Property list) {
    List<Column> first =
        List.of(
            Column.lineage(DISTRICT, ColumnType.STRING, "District.").asRequired(),
            personal(
                Column.lineage(PARENT_ID, ColumnType.STRING, "The id of the record it is part of.")
                    .asRequired(),
                PersonalNames.isPerson(name)),
            Column.lineage(INDEX, ColumnType.INT64, "Place in the list, from 0.").asRequired(),
            Column.of(LAST_MODIFIED, ColumnType.TIMESTAMP, "When the record was last changed.")
                .from(PARENT_MODIFIED_KEY),
            Column.of(CHANGE_VERSION, ColumnType.INT64, "Change version it was read at.")
                .from(CHANGE_VERSION_KEY));
    List<Column> last =
        List.of(
            extensions(), extra(), Column.lineage(RUN_ID, ColumnType.STRING, "Run that read it."));
    return new Table(
        name.tableName() + "_" + list.name(),
        join(first, list.properties(), last, PersonalNames.isPersonal(list.name())),
        PARENT_ID,
        LAST_MODIFIED,
        List.of(DISTRICT, PARENT_ID));
  }

  private static Column extensions() {
    return Column.of(ServerMembers.EXTENSIONS, ColumnType.JSON, "Extensions.").asPersonal();
  }

  private static Column extra() {
    return Column.lineage(
            Table.EXTRA, ColumnType.JSON, "What has no column, or not its column's type.")
        .asPersonal();
  }

  private static Column personal(Column column, boolean personal) {
    return personal ? column.asPersonal() : column;
  }

  private static List<Column> join(
      List<Column> first, List<Property> properties, List<Column> last, boolean personal) {
    Map<String, Column> bySource = new LinkedHashMap<>();
    collect("", properties, personal, bySource);
    List<String> taken = new ArrayList<>();
    first.forEach(column -> taken.add(column.name()));
    last.forEach(column -> taken.add(column.name()));
    first.forEach(column -> bySource.remove(column.source()));
    last.forEach(column -> bySource.remove(column.source()));
    Map<String, String> names =
        ColumnNames.of(bySource.values().stream().map(Column::name).toList(), taken);
    List<Column> all = new ArrayList<>(first);
    for (Column column : bySource.values()) {
      all.add(
          new Column(
              names.get(column.name()),
              column.source(),
              column.type(),
              false,
              column.personal(),
              column.description()));
    }
    all.addAll(last);
    return all;
  }

  /**
   * Columns by the key their values are read from, each still under its path. All that stands in
   * something personal is personal.
   */
  private static void collect(
      String prefix, List<Property> properties, boolean personal, Map<String, Column> bySource) {
    for (Property property : properties) {
      String path = prefix + property.name();
      boolean isPersonal = personal || PersonalNames.isPersonal(property.name());
      if (isFlattened(property)) {
        collect(path + ".", property.properties(), isPersonal, bySource);
      } else {
        String source = property.type() == Property.Type.LIST ? path + LIST_MARK : path;
        Column column = Column.of(path, typeOf(property), path + ".").from(source);
        bySource.putIfAbsent(
            source, personal(column, isPersonal || PersonalNames.isPersonal(property)));
      }
    }
  }

  /** True for an object whose properties become columns. */
  static boolean isFlattened(Property property) {
    boolean isObject =
        property.type() == Property.Type.REFERENCE || property.type() == Property.Type.OBJECT;
    return isObject
        && !property.properties().isEmpty()
        && !property.name().equals(ServerMembers.EXTENSIONS);
  }

  private static ColumnType typeOf(Property property) {
    return switch (property.type()) {
      case STRING, DATE, TIME -> ColumnType.STRING;
      case INTEGER -> ColumnType.INT64;
      case NUMBER -> ColumnType.FLOAT64;
      case BOOLEAN -> ColumnType.BOOL;
      case DATE_TIME -> ColumnType.TIMESTAMP;
      case REFERENCE, OBJECT, LIST -> ColumnType.JSON;
    };
  }
}
