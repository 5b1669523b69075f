package org.purlin.io.bigquery;

import com.google.zetasql.ArrayType;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.Value;
import com.google.zetasql.ZetaSQLType.TypeKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;

/**
 * Plain objects as values of columns and back: texts, longs, doubles, booleans, days, instants,
 * lists of texts; JSON as its text.
 */
final class Cells {

  private static final ArrayType TEXTS =
      TypeFactory.createArrayType(TypeFactory.createSimpleType(TypeKind.TYPE_STRING));

  private Cells() {}

  static Type type(ColumnType type) {
    return switch (type) {
      case STRING -> TypeFactory.createSimpleType(TypeKind.TYPE_STRING);
      case STRINGS -> TEXTS;
      case INT64 -> TypeFactory.createSimpleType(TypeKind.TYPE_INT64);
      case FLOAT64 -> TypeFactory.createSimpleType(TypeKind.TYPE_DOUBLE);
      case BOOL -> TypeFactory.createSimpleType(TypeKind.TYPE_BOOL);
      case DATE -> TypeFactory.createSimpleType(TypeKind.TYPE_DATE);
      case TIMESTAMP -> TypeFactory.createSimpleType(TypeKind.TYPE_TIMESTAMP);
      case JSON -> TypeFactory.createSimpleType(TypeKind.TYPE_JSON);
    };
  }

  static List<Value> of(List<Column> columns, List<Object> row) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      values.add(of(columns.get(i).type(), row.get(i)));
    }
    return values;
  }

  private static Value of(ColumnType type, Object plain) {
    if (plain == null) {
      return Value.createNullValue(type(type));
    }
    return switch (type) {
      case STRING -> Value.createStringValue((String) plain);
      case STRINGS ->
          Value.createArrayValue(
              TEXTS,
              ((List<?>) plain)
                  .stream().map(text -> Value.createStringValue((String) text)).toList());
      case INT64 -> Value.createInt64Value((Long) plain);
      case FLOAT64 -> Value.createDoubleValue((Double) plain);
      case BOOL -> Value.createBoolValue((Boolean) plain);
      case DATE -> Value.createDateValue((LocalDate) plain);
      case TIMESTAMP ->
          Value.createTimestampValueFromUnixMicros(
              ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) plain));
      case JSON -> Value.createJsonValue((String) plain);
    };
  }

  static List<Object> plain(List<Value> row) {
    List<Object> plain = new ArrayList<>();
    row.forEach(value -> plain.add(plain(value)));
    return plain;
  }

  static Object plain(Value value) {
    if (value.isNull()) {
      return null;
    }
    return switch (value.getType().getKind()) {
      case TYPE_STRING -> value.getStringValue();
      case TYPE_ARRAY -> plain(value.getElementList());
      case TYPE_INT64 -> value.getInt64Value();
      case TYPE_DOUBLE -> value.getDoubleValue();
      case TYPE_BOOL -> value.getBoolValue();
      case TYPE_DATE -> value.getLocalDateValue();
      case TYPE_TIMESTAMP -> Instant.EPOCH.plus(value.getTimestampUnixMicros(), ChronoUnit.MICROS);
      case TYPE_JSON -> value.getJsonValue();
      default -> throw new IllegalArgumentException("No column has " + value.getType());
    };
  }
}
