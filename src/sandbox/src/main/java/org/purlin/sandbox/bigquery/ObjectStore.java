package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.purlin.sandbox.Body;

/**
 * The buckets and the live generation of their objects. Bytes of replaced and deleted objects stay
 * in the temporary directory until the store is closed, because somebody may be reading them.
 */
final class ObjectStore implements AutoCloseable {

  private final Map<String, Map<String, StoredObject>> buckets = new TreeMap<>();
  private final AtomicLong generations =
      new AtomicLong(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
  private final Path directory;

  ObjectStore() throws IOException {
    this.directory = Files.createTempDirectory("bucket");
  }

  Spool spool() {
    return new Spool(directory);
  }

  synchronized void createBucket(String bucket) {
    if (buckets.putIfAbsent(bucket, new TreeMap<>()) != null) {
      throw new Refused(409, "conflict", "Your previous request to create the bucket succeeded.");
    }
  }

  /** The objects of a bucket in the order of their names. */
  synchronized List<StoredObject> objects(String bucket) {
    return new ArrayList<>(bucket(bucket).values());
  }

  /** An object, if it is the one the conditions ask for. */
  synchronized StoredObject get(String bucket, String name, Conditions conditions) {
    StoredObject object = bucket(bucket).get(name);
    if (object == null || !conditions.isGeneration(object)) {
      throw Refused.notFound("No such object: " + bucket + "/" + name);
    }
    conditions.check(object);
    return object;
  }

  /** Puts an object in the place of the one there is, if that is the one the conditions ask for. */
  synchronized StoredObject put(
      String bucket, String name, ObjectNode settable, Body content, Conditions conditions)
      throws IOException {
    Map<String, StoredObject> objects = bucket(bucket);
    conditions.check(objects.get(name));
    StoredObject object =
        new StoredObject(
            bucket,
            name,
            generations.incrementAndGet(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            settable,
            content,
            checksums(content));
    objects.put(name, object);
    return object;
  }

  synchronized void delete(String bucket, String name, Conditions conditions) {
    StoredObject object = get(bucket, name, conditions);
    bucket(bucket).remove(object.name());
  }

  /** A Bucket resource. */
  synchronized ObjectNode resource(String bucket) {
    bucket(bucket);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", "storage#bucket").put("id", bucket).put("name", bucket);
    json.put("location", "US").put("locationType", "multi-region");
    json.put("storageClass", "STANDARD").put("projectNumber", "100000000001");
    json.put("metageneration", "1").put("etag", "b1");
    json.put("timeCreated", "2026-01-01T00:00:00.000Z").put("updated", "2026-01-01T00:00:00.000Z");
    return json;
  }

  private Map<String, StoredObject> bucket(String bucket) {
    Map<String, StoredObject> objects = buckets.get(bucket);
    if (objects == null) {
      throw Refused.notFound("The specified bucket does not exist.");
    }
    return objects;
  }

  private static Checksums checksums(Body content) throws IOException {
    try (InputStream bytes = content.open()) {
      return Checksums.of(bytes);
    }
  }

  /** Deletes all bytes. */
  @Override
  public void close() throws IOException {
    List<Path> files;
    try (var all = Files.list(directory)) {
      files = all.toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(directory);
  }
}
