package org.purlin.pipelines.schedule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * One parameter of a Flex Template: {@code ParameterMetadata} of Dataflow's API.
 *
 * @param label what it is called in Google's console
 * @param type how the console asks for it
 * @param forms the values it takes, for {@link Type#ENUM}; else empty
 * @param regexes of which a value must match each
 * @param standard what holds when it is not given
 * @param group heading it stands under; not looked at below a parent
 * @param parent the parameter that must be given for this one to make sense
 */
public record TemplateParameter(
    String name,
    String label,
    String help,
    Type type,
    List<String> forms,
    List<String> regexes,
    boolean required,
    Optional<String> standard,
    String group,
    Optional<String> parent) {

  /** Those of Dataflow's parameter types that are used here. */
  public enum Type {
    TEXT,
    BOOLEAN,
    ENUM,
    NUMBER,
    GCS_WRITE_FOLDER
  }

  /** Whether Dataflow would take the value. */
  public boolean takes(String value) {
    return regexes.stream().allMatch(value::matches);
  }

  /** As the API has it. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", name);
    json.put("label", label);
    json.put("helpText", help);
    json.put("paramType", type.name());
    json.put("isOptional", !required);
    standard.ifPresent(value -> json.put("defaultValue", value));
    if (!regexes.isEmpty()) {
      regexes.forEach(json.putArray("regexes")::add);
    }
    if (!forms.isEmpty()) {
      forms.forEach(
          form -> json.withArray("enumOptions").addObject().put("value", form).put("label", form));
    }
    json.put("groupName", group);
    parent.ifPresent(name -> json.put("parentName", name));
    return json;
  }
}
