package org.purlin.transforms.edfi;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The resources a server describes in its OpenAPI documents. Immutable. */
public final class ApiModel implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final ApiModel NONE = new ApiModel(Map.of());

  /** By folded name. */
  private final TreeMap<String, ResourceModel> resources;

  private ApiModel(Map<String, ResourceModel> resources) {
    this.resources = new TreeMap<>(resources);
  }

  /** No resource is described. */
  public static ApiModel none() {
    return NONE;
  }

  /**
   * Reads a document of Swagger 2 or OpenAPI 3.
   *
   * @throws IllegalArgumentException when the text is no such document
   */
  public static ApiModel parse(String document) {
    TreeMap<String, ResourceModel> found = new TreeMap<>();
    for (ResourceModel resource : OpenApiDocument.parse(document).resources()) {
      found.put(resource.name().folded(), resource);
    }
    return new ApiModel(found);
  }

  /** The resources of both; where both describe one, the other's description holds. */
  public ApiModel plus(ApiModel other) {
    TreeMap<String, ResourceModel> both = new TreeMap<>(resources);
    both.putAll(other.resources);
    return new ApiModel(both);
  }

  /** What is said of a resource, however its name is cased; empty when nothing is. */
  public Optional<ResourceModel> resource(ResourceName name) {
    return Optional.ofNullable(resources.get(name.folded()));
  }

  /** Every resource that is described, by name. */
  public List<ResourceName> resources() {
    return resources.values().stream().map(ResourceModel::name).toList();
  }

  public boolean isEmpty() {
    return resources.isEmpty();
  }
}
