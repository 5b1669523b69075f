package org.purlin.sandbox.bigquery;

import java.util.Locale;
import java.util.Map;

/** BigQuery's types, what the API calls them, and what H2 keeps their values in. */
enum Type {
  STRING("STRING", "VARCHAR"),
  BYTES("BYTES", "VARCHAR"),
  INT64("INTEGER", "BIGINT"),
  FLOAT64("FLOAT", "DOUBLE PRECISION"),
  NUMERIC("NUMERIC", "NUMERIC(38, 9)"),
  BIGNUMERIC("BIGNUMERIC", "NUMERIC(76, 38)"),
  BOOL("BOOLEAN", "BOOLEAN"),
  TIMESTAMP("TIMESTAMP", "TIMESTAMP(6) WITH TIME ZONE"),
  DATE("DATE", "DATE"),
  TIME("TIME", "TIME(6)"),
  DATETIME("DATETIME", "TIMESTAMP(6)"),
  JSON("JSON", "CLOB"),
  STRUCT("RECORD", "CLOB");

  private static final Map<String, Type> OTHER_NAMES =
      Map.of("INT64", INT64, "FLOAT64", FLOAT64, "BOOL", BOOL, "STRUCT", STRUCT);

  private final String apiName;
  private final String sqlName;

  Type(String apiName, String sqlName) {
    this.apiName = apiName;
    this.sqlName = sqlName;
  }

  /** The name in resources. */
  String apiName() {
    return apiName;
  }

  /** H2's type. */
  String sqlName() {
    return sqlName;
  }

  static Type of(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (OTHER_NAMES.containsKey(upper)) {
      return OTHER_NAMES.get(upper);
    }
    for (Type type : values()) {
      if (type.apiName.equals(upper)) {
        return type;
      }
    }
    throw Refused.invalid("Invalid field type: " + name);
  }
}
