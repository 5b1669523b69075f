package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.purlin.sandbox.Answer;

/** The calls on datasets. */
final class DatasetCalls {

  private static final List<String> LISTED =
      List.of("kind", "id", "datasetReference", "friendlyName", "labels", "location");

  private final Warehouse warehouse;
  private final int pageSize;

  DatasetCalls(Warehouse warehouse, int pageSize) {
    this.warehouse = warehouse;
    this.pageSize = pageSize;
  }

  Answer answer(Call call) throws SQLException {
    return switch (call.method() + " " + call.segments().size()) {
      case "GET 3" -> list(call);
      case "POST 3" -> {
        ObjectNode given = call.json();
        String id = given.path("datasetReference").path("datasetId").asText();
        yield Answers.ok(warehouse.createDataset(id, given));
      }
      case "GET 4" -> Answers.ok(warehouse.dataset(call.segment(3)));
      default -> throw BigQueryApi.unknown(call);
    };
  }

  private Answer list(Call call) {
    List<ObjectNode> all = new ArrayList<>();
    for (ObjectNode dataset : warehouse.datasets()) {
      all.add(dataset.deepCopy().retain(LISTED));
    }
    return Answers.ok(
        Answers.page(call, "datasets", all, pageSize).put("kind", "bigquery#datasetList"));
  }
}
