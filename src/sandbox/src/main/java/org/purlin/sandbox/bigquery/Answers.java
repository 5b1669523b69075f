package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.purlin.sandbox.Answer;

/** What BigQuery's answers have in common. */
final class Answers {

  private Answers() {}

  static Answer ok(ObjectNode json) {
    return Answer.json(200, json.toString());
  }

  static Answer nothing() {
    return Answer.text(204, "");
  }

  /**
   * A page of a list. Its token is the number of entries before it.
   *
   * @param field what the list is called
   */
  static ObjectNode page(Call call, String field, List<ObjectNode> all, int pageSize) {
    int from = Math.min(all.size(), call.number("pageToken", 0));
    int to = Math.min(all.size(), from + Math.min(pageSize, call.number("maxResults", pageSize)));
    ObjectNode page = Warehouse.json();
    ArrayNode list = page.putArray(field);
    all.subList(from, to).forEach(list::add);
    if (to < all.size()) {
      page.put("nextPageToken", Integer.toString(to));
    }
    return page;
  }
}
