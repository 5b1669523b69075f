package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.purlin.sandbox.Body;

/** A file that a load reads. */
record SourceFile(String uri, Body content) {

  private static final String SCHEME = "gs://";

  /**
   * The files of a load's {@code sourceUris}, each of which may have one star behind the bucket.
   */
  static List<SourceFile> of(ObjectNode load, ObjectStore store) {
    List<SourceFile> files = new ArrayList<>();
    for (JsonNode uri : load.path("sourceUris")) {
      files.addAll(matching(uri.asText(), store));
    }
    if (files.isEmpty()) {
      throw new Refused(400, "required", "Required parameter is missing: sourceUris");
    }
    return files;
  }

  private static List<SourceFile> matching(String uri, ObjectStore store) {
    int slash = uri.indexOf('/', SCHEME.length());
    if (!uri.startsWith(SCHEME)
        || slash < 0
        || (uri.indexOf('*') >= 0 && uri.indexOf('*') < slash)) {
      throw Refused.invalid(
          "Source URI must be gs://bucket/object, with a star only in the object.");
    }
    String bucket = uri.substring(SCHEME.length(), slash);
    String name = uri.substring(slash + 1);
    int star = name.indexOf('*');
    if (star != name.lastIndexOf('*')) {
      throw Refused.invalid("Only one star is allowed in a source URI.");
    }
    List<SourceFile> files = new ArrayList<>();
    if (star < 0) {
      files.add(file(store.get(bucket, name, Conditions.none())));
    } else {
      String end = name.substring(star + 1);
      for (StoredObject object : store.objects(bucket)) {
        String other = object.name();
        if (other.length() >= name.length() - 1
            && other.startsWith(name.substring(0, star))
            && other.endsWith(end)) {
          files.add(file(object));
        }
      }
    }
    if (files.isEmpty()) {
      throw Refused.notFound("Not found: URI " + uri);
    }
    return files;
  }

  private static SourceFile file(StoredObject object) {
    return new SourceFile(SCHEME + object.bucket() + "/" + object.name(), object.content());
  }
}
