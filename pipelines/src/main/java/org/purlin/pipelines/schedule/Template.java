package org.purlin.pipelines.schedule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A job as a Flex Template.
 *
 * @param name the job's verb with dashes, {@code edfi-pull}; the name of its directory below {@code
 *     templates/} and of its container spec in the bucket
 * @param summary what the job does, in one line
 * @param maxWorkers see {@link Environment}
 */
public record Template(
    String name, String summary, int maxWorkers, List<TemplateParameter> parameters) {

  /**
   * The parameter that says which job of the image is meant. A parameter, because that is all that
   * differs between launches of one image: Google's launcher starts one main class, chosen by the
   * image's environment, with the parameters of the launch as flags. It is required, because a
   * default fills in a form of the console and is not promised to be sent by anybody else.
   */
  public static final String JOB = "job";

  /** Directory in the bucket for all that is Purlin's. */
  static final String HOME = "gs://" + Placeholders.BUCKET + "/purlin";

  /** Whom workers and launchers are; its roles are in templates/README.md. */
  private static final String WORKER =
      "purlin-worker@" + Placeholders.PROJECT + ".iam.gserviceaccount.com";

  /** The template a verb is in. */
  public static String nameOf(String verb) {
    return verb.replace(' ', '-');
  }

  /** The verb of a template. */
  public static String verbOf(String name) {
    return name.replace('-', ' ');
  }

  /** Where {@code templates/deploy} puts the container spec. */
  public String specPath() {
    return HOME + "/templates/" + name + ".json";
  }

  public Optional<TemplateParameter> parameter(String name) {
    return parameters.stream().filter(parameter -> parameter.name().equals(name)).findFirst();
  }

  /** {@code TemplateMetadata} of Dataflow's API. */
  public ObjectNode metadata() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", "Purlin " + verbOf(name));
    json.put("description", summary);
    parameters.forEach(parameter -> json.withArray("parameters").add(parameter.json()));
    return json;
  }

  /** {@code ContainerSpec} of Dataflow's API. */
  public ObjectNode spec() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("image", Placeholders.IMAGE);
    json.putObject("sdkInfo").put("language", "JAVA");
    json.set("defaultEnvironment", environment());
    json.set("metadata", metadata());
    return json;
  }

  private ObjectNode environment() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("numWorkers", 1);
    json.put("maxWorkers", maxWorkers);
    json.put("serviceAccountEmail", WORKER);
    json.put("tempLocation", HOME + "/temp");
    json.put("stagingLocation", HOME + "/staging");
    json.put("enableStreamingEngine", false);
    json.putObject("additionalUserLabels").put("purlin-job", name);
    return json;
  }
}
