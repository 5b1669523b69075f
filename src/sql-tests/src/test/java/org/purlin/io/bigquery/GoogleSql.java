package org.purlin.io.bigquery;

import com.google.zetasql.Analyzer;
import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.LanguageOptions;
import com.google.zetasql.PreparedExpression;
import com.google.zetasql.PreparedModify;
import com.google.zetasql.PreparedQuery;
import com.google.zetasql.SimpleCatalog;
import com.google.zetasql.SimpleColumn;
import com.google.zetasql.SimpleTable;
import com.google.zetasql.SqlException;
import com.google.zetasql.TableContent;
import com.google.zetasql.ZetaSQLBuiltinFunctionOptions;
import com.google.zetasql.ZetaSQLOptions.ProductMode;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.Table;

/**
 * Google's analyser and evaluator, set as BigQuery is. Each has a catalog of its own; statements
 * see the tables that were added before.
 */
final class GoogleSql {

  /**
   * What became of the start of the native library.
   *
   * @param options null where it did not start
   * @param missing why; null where it did
   */
  private record Start(AnalyzerOptions options, String missing) {}

  private static final Start START = start();

  private final AnalyzerOptions options;
  private final SimpleCatalog catalog = new SimpleCatalog("catalog");
  private final Map<String, TableContent> contents = new HashMap<>();

  /** Skips the test where the native library is not to be had. */
  GoogleSql() {
    Assumptions.assumeTrue(
        START.missing() == null, () -> "ZetaSQL does not run here: " + START.missing());
    this.options = START.options();
    catalog.addZetaSQLFunctionsAndTypes(
        new ZetaSQLBuiltinFunctionOptions(options.getLanguageOptions()));
  }

  /** Why nothing can be asked here; null where it can. */
  static String missing() {
    return START.missing();
  }

  private static Start start() {
    try {
      AnalyzerOptions options = new AnalyzerOptions();
      LanguageOptions language = options.getLanguageOptions();
      language.setProductMode(ProductMode.PRODUCT_EXTERNAL);
      language.enableMaximumLanguageFeatures();
      language.setSupportsAllStatementKinds();
      options.setDefaultTimezone("UTC");
      return new Start(options, null);
    } catch (RuntimeException | LinkageError e) {
      return new Start(
          null, System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", " + e);
    }
  }

  /** Adds a table with the types of its columns. */
  GoogleSql with(String path, Table table) {
    add(path, table);
    return this;
  }

  /** Adds a table that holds rows, which its first column tells apart. */
  GoogleSql with(String path, Table table, List<List<Object>> rows) {
    add(path, table).setPrimaryKey(List.of(0));
    List<Column> columns = LoadTables.columns(table);
    contents.put(
        unquoted(path),
        TableContent.create(rows.stream().map(row -> Cells.of(columns, row)).toList()));
    return this;
  }

  private SimpleTable add(String path, Table table) {
    List<SimpleColumn> columns = new ArrayList<>();
    for (Column column : LoadTables.columns(table)) {
      columns.add(new SimpleColumn(unquoted(path), column.name(), Cells.type(column.type())));
    }
    SimpleTable added = new SimpleTable(unquoted(path), columns);
    catalog.addSimpleTable(added);
    return added;
  }

  private static String unquoted(String path) {
    return path.substring(1, path.length() - 1);
  }

  /**
   * What a statement means.
   *
   * @throws SqlException when it is no statement of these tables
   */
  ResolvedStatement analyse(String sql) {
    return Analyzer.analyzeStatement(sql, options, catalog);
  }

  /** The rows a SELECT answers, as plain objects. */
  List<List<Object>> rows(String select) {
    try (PreparedQuery query =
        PreparedQuery.builder()
            .setSql(select)
            .setAnalyzerOptions(options)
            .setCatalog(catalog)
            .setTablesContents(contents)
            .prepare()) {
      return query.execute(Map.of()).getTableData().stream().map(Cells::plain).toList();
    }
  }

  /** The first column of the rows a DELETE takes out. */
  List<Object> deleted(String delete) {
    try (PreparedModify modify =
        PreparedModify.builder()
            .setSql(delete)
            .setAnalyzerOptions(options)
            .setCatalog(catalog)
            .setTablesContents(contents)
            .prepare()) {
      return modify.execute(Map.of()).getContent().stream()
          .map(row -> Cells.plain(row.getOriginalPrimaryKeysValues().get(0)))
          .toList();
    }
  }

  /** The value of an expression without columns. */
  Object value(String expression) {
    try (PreparedExpression prepared = new PreparedExpression(expression)) {
      prepared.prepareWithCatalog(options, catalog);
      return Cells.plain(prepared.execute());
    }
  }
}
