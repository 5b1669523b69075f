package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;

/** Values into H2 and out of it. */
final class Cells {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Cells() {}

  static void bind(PreparedStatement statement, int at, Column column, JsonNode value)
      throws SQLException {
    if (value.isNull()) {
      statement.setNull(at, Types.NULL);
    } else if (column.isStructured()) {
      statement.setString(at, value.toString());
    } else {
      statement.setObject(at, object(column.type(), value));
    }
  }

  private static Object object(Type type, JsonNode value) {
    return switch (type) {
      case INT64 -> value.longValue();
      case FLOAT64 -> value.doubleValue();
      case NUMERIC, BIGNUMERIC -> value.decimalValue();
      case BOOL -> value.booleanValue();
      case TIMESTAMP -> OffsetDateTime.parse(value.textValue());
      case DATE -> LocalDate.parse(value.textValue());
      case TIME -> LocalTime.parse(value.textValue());
      case DATETIME -> LocalDateTime.parse(value.textValue());
      case STRING, BYTES, JSON, STRUCT -> value.textValue();
    };
  }

  /** The row that a result is at. */
  static ObjectNode row(ResultSet result, Schema schema) throws SQLException {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    int at = 1;
    for (Column column : schema.columns()) {
      row.set(column.name(), read(result, at, column));
      at++;
    }
    return row;
  }

  private static JsonNode read(ResultSet result, int at, Column column) throws SQLException {
    if (result.getObject(at) == null) {
      return NullNode.getInstance();
    }
    if (column.isStructured()) {
      return parsed(result.getString(at));
    }
    return switch (column.type()) {
      case INT64 -> LongNode.valueOf(result.getLong(at));
      case FLOAT64 -> DoubleNode.valueOf(result.getDouble(at));
      case NUMERIC, BIGNUMERIC ->
          DecimalNode.valueOf(result.getBigDecimal(at).stripTrailingZeros());
      case BOOL -> BooleanNode.valueOf(result.getBoolean(at));
      case TIMESTAMP -> {
        OffsetDateTime moment = result.getObject(at, OffsetDateTime.class);
        yield TextNode.valueOf(Moments.text(moment.toInstant()));
      }
      case DATE -> TextNode.valueOf(result.getObject(at, LocalDate.class).toString());
      case TIME -> TextNode.valueOf(Moments.text(result.getObject(at, LocalTime.class)));
      case DATETIME -> TextNode.valueOf(Moments.text(result.getObject(at, LocalDateTime.class)));
      case STRING, BYTES, JSON, STRUCT -> TextNode.valueOf(result.getString(at));
    };
  }

  private static JsonNode parsed(String text) throws SQLException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SQLException("a structured column holds no JSON", e);
    }
  }
}
