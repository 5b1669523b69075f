package org.purlin.transforms.edfi;

import java.io.Serializable;
import java.util.List;

/**
 * What a server says of one resource.
 *
 * @param name the resource, as the server spells it
 * @param properties what a record holds, without what only the server writes (id, etag, last
 *     modified, links)
 * @param identity the natural key: where its parts stand and what they are called in a query; empty
 *     when the server does not say
 * @param identityIsGuessed whether the natural key may have parts too many, because the server's
 *     documents leave open which required references belong to it. Such a key finds a record, but
 *     two records with different keys may still be one to the server
 * @param filters names by which the collection can be queried; empty when the server does not say
 */
public record ResourceModel(
    ResourceName name,
    List<Property> properties,
    List<KeyPart> identity,
    boolean identityIsGuessed,
    List<String> filters)
    implements Serializable {

  /**
   * One part of a natural key.
   *
   * @param reference the reference it stands in; null when it is a property of the record itself
   * @param leaf its name there
   * @param query its name as a query parameter
   * @param type what it is
   */
  public record KeyPart(String reference, String leaf, String query, Property.Type type)
      implements Serializable {

    /** Where it stands, for example {@code schoolReference.schoolId}. */
    public String path() {
      return reference == null ? leaf : reference + "." + leaf;
    }
  }

  public ResourceModel {
    properties = List.copyOf(properties);
    identity = List.copyOf(identity);
    filters = List.copyOf(filters);
  }
}
