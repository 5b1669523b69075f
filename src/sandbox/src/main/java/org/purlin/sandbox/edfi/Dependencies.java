package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.purlin.sandbox.Answer;

/** The document that tells in which order collections are to be written. */
final class Dependencies {

  /** People can be changed only once they are associated: the association of each. */
  private static final Map<String, String> UPDATED_AFTER =
      Map.of(
          "students", "studentSchoolAssociations",
          "staffs", "staffEducationOrganizationAssignmentAssociations",
          "contacts", "studentContactAssociations");

  private record Step(String resource, int order, List<String> operations) {}

  private Dependencies() {}

  /** The document; ODS/API 6.1 is known for not sorting it. */
  static Answer answer(Flavour flavour) {
    List<Step> steps = new ArrayList<>();
    for (Resource resource : Model.get().resources()) {
      int order = Model.get().order(resource);
      String association = UPDATED_AFTER.get(resource.name());
      if (association == null) {
        steps.add(new Step(resource.name(), order, List.of("Create", "Update")));
      } else {
        int later = 1 + Model.get().order(Model.get().named(association));
        steps.add(new Step(resource.name(), order, List.of("Create")));
        steps.add(new Step(resource.name(), later, List.of("Update")));
      }
    }
    steps.sort(Comparator.comparingInt(Step::order).thenComparing(Step::resource));
    if (flavour == Flavour.ODS_6) {
      Collections.reverse(steps);
    }
    ArrayNode document = JsonNodeFactory.instance.arrayNode();
    for (Step step : steps) {
      ObjectNode one = document.addObject();
      one.put("resource", "/ed-fi/" + step.resource()).put("order", step.order());
      step.operations().forEach(one.putArray("operations")::add);
    }
    return Answer.json(200, document.toString());
  }
}
