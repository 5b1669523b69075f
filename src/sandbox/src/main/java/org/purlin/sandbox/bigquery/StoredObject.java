package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.purlin.sandbox.Body;

/**
 * One generation of an object.
 *
 * @param settable what its writer may say of it: contentType, contentEncoding, metadata and the
 *     like
 */
record StoredObject(
    String bucket,
    String name,
    long generation,
    Instant created,
    ObjectNode settable,
    Body content,
    Checksums checksums) {

  /** As an Object resource. */
  ObjectNode resource() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", "storage#object").put("id", bucket + "/" + name + "/" + generation);
    json.put("selfLink", "https://www.googleapis.com/storage/v1/b/" + bucket + "/o/" + name);
    json.put("bucket", bucket).put("name", name);
    json.put("generation", Long.toString(generation)).put("metageneration", "1");
    json.put("size", Long.toString(content.length()));
    json.put("md5Hash", checksums.md5()).put("crc32c", checksums.crc32c());
    json.put("etag", etag()).put("storageClass", "STANDARD");
    json.put("timeCreated", created.toString()).put("updated", created.toString());
    json.setAll(settable);
    return json;
  }

  String contentType() {
    return settable.path("contentType").asText("application/octet-stream");
  }

  String etag() {
    return "g" + generation;
  }
}
