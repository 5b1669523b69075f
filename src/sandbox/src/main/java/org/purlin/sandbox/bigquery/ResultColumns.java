package org.purlin.sandbox.bigquery;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.purlin.sandbox.bigquery.Column.Mode;

/**
 * The columns of a query's result. One that comes straight from a table is as it is there; others
 * have the type that H2 found, where a sum of whole numbers is one again. Those without a name get
 * f0_, f1_ and so on.
 */
final class ResultColumns {

  private ResultColumns() {}

  static Schema of(ResultSetMetaData meta, List<Table> tables) throws SQLException {
    List<Column> columns = new ArrayList<>();
    int nameless = 0;
    for (int at = 1; at <= meta.getColumnCount(); at++) {
      String label = meta.getColumnLabel(at);
      if (!label.matches("\\w+")) {
        label = "f" + nameless + "_";
        nameless++;
      }
      columns.add(column(label, meta, at, tables));
    }
    return new Schema(columns);
  }

  private static Column column(String label, ResultSetMetaData meta, int at, List<Table> tables)
      throws SQLException {
    for (Table table : tables) {
      Column column = table.schema().column(meta.getColumnName(at));
      if (column != null
          && table.name().dataset().equals(meta.getSchemaName(at))
          && table.name().table().equals(meta.getTableName(at))) {
        Mode mode = column.isRepeated() ? Mode.REPEATED : Mode.NULLABLE;
        return Column.of(Warehouse.json(), label, column.type(), mode, column.fields());
      }
    }
    return Column.of(Warehouse.json(), label, type(meta, at), Mode.NULLABLE, Schema.EMPTY);
  }

  private static Type type(ResultSetMetaData meta, int at) throws SQLException {
    return switch (meta.getColumnType(at)) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Type.INT64;
      case Types.DOUBLE, Types.FLOAT, Types.REAL -> Type.FLOAT64;
      case Types.NUMERIC, Types.DECIMAL -> meta.getScale(at) == 0 ? Type.INT64 : Type.NUMERIC;
      case Types.BOOLEAN, Types.BIT -> Type.BOOL;
      case Types.TIMESTAMP_WITH_TIMEZONE -> Type.TIMESTAMP;
      case Types.TIMESTAMP -> Type.DATETIME;
      case Types.DATE -> Type.DATE;
      case Types.TIME -> Type.TIME;
      case Types.CLOB -> Type.JSON;
      default -> Type.STRING;
    };
  }
}
