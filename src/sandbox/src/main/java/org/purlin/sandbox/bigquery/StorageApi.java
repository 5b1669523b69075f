package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Body;

/** Cloud Storage's calls, uploads apart. */
final class StorageApi {

  private static final List<String> NOT_SETTABLE =
      List.of("bucket", "name", "id", "kind", "generation", "metageneration", "size", "selfLink");

  private final ObjectStore store;
  private final Uploads uploads;
  private final ObjectListing listing;

  StorageApi(ObjectStore store, int pageSize) {
    this.store = store;
    this.uploads = new Uploads(store);
    this.listing = new ObjectListing(store, pageSize);
  }

  Answer answer(Call call) throws IOException {
    if (!call.segment(0).equals("b")) {
      throw Refused.notFound("Not Found");
    }
    if (call.part().isUpload()) {
      return uploads.answer(call);
    }
    return switch (call.segments().size()) {
      case 1 -> buckets(call);
      case 2 -> bucket(call);
      case 4 -> call.segment(2).equals("o") ? object(call) : rights(call);
      case 3 -> call.segment(2).equals("o") ? ofBucket(call) : unknown(call);
      default -> acrossObjects(call);
    };
  }

  /** What a writer may say of an object. */
  static ObjectNode settable(ObjectNode given) {
    return given.deepCopy().without(NOT_SETTABLE);
  }

  private Answer buckets(Call call) {
    if (!call.method().equals("POST")) {
      return unknown(call);
    }
    String name = call.json().path("name").asText();
    if (name.isEmpty() || call.parameter("project").isEmpty()) {
      throw new Refused(400, "required", "A bucket needs a name and the parameter project.");
    }
    store.createBucket(name);
    return json(store.resource(name));
  }

  private Answer bucket(Call call) {
    if (!call.method().equals("GET")) {
      return unknown(call);
    }
    return json(store.resource(call.segment(1)));
  }

  /** Whoever asks has every right. */
  private Answer rights(Call call) {
    if (!call.method().equals("GET")
        || !call.segment(2).equals("iam")
        || !call.segment(3).equals("testPermissions")) {
      return unknown(call);
    }
    store.resource(call.segment(1));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", "storage#testIamPermissionsResponse");
    ArrayNode permissions = json.putArray("permissions");
    call.request().values("permissions").forEach(permissions::add);
    return json(json);
  }

  private Answer ofBucket(Call call) {
    if (!call.method().equals("GET")) {
      return unknown(call);
    }
    return json(listing.page(call));
  }

  private Answer object(Call call) throws IOException {
    String bucket = call.segment(1);
    String name = call.segment(3);
    return switch (call.method()) {
      case "GET" -> {
        StoredObject object = store.get(bucket, name, Conditions.of(call));
        yield "media".equals(call.parameter("alt").orElse("json"))
            ? Download.of(object, call.request())
            : json(object.resource());
      }
      case "DELETE" -> {
        store.delete(bucket, name, Conditions.of(call));
        yield Answer.text(204, "");
      }
      default -> unknown(call);
    };
  }

  private Answer acrossObjects(Call call) throws IOException {
    if (!call.method().equals("POST") || !call.segment(2).equals("o")) {
      return unknown(call);
    }
    String verb = call.segment(4);
    int size = call.segments().size();
    if (verb.equals("compose") && size == 5) {
      return json(compose(call).resource());
    }
    boolean copies = verb.equals("copyTo") || verb.equals("rewriteTo");
    if (!copies || size != 9 || !call.segment(5).equals("b") || !call.segment(7).equals("o")) {
      return unknown(call);
    }
    StoredObject copy = copy(call);
    return json(verb.equals("copyTo") ? copy.resource() : rewritten(copy));
  }

  private StoredObject copy(Call call) throws IOException {
    StoredObject source = store.get(call.segment(1), call.segment(3), Conditions.ofSource(call));
    ObjectNode given = settable(call.json());
    return store.put(
        call.segment(6),
        call.segment(8),
        given.isEmpty() ? source.settable() : given,
        source.content(),
        Conditions.of(call));
  }

  private static ObjectNode rewritten(StoredObject copy) {
    String bytes = Long.toString(copy.content().length());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", "storage#rewriteResponse").put("done", true);
    json.put("totalBytesRewritten", bytes).put("objectSize", bytes);
    return json.set("resource", copy.resource());
  }

  private StoredObject compose(Call call) throws IOException {
    ObjectNode body = call.json();
    ArrayNode sources = body.withArray("/sourceObjects");
    if (sources.isEmpty() || sources.size() > 32) {
      throw Refused.invalid("1 to 32 source objects are needed, there are " + sources.size());
    }
    try (Spool spool = store.spool()) {
      for (var source : sources) {
        String name = source.path("name").asText();
        StoredObject part = store.get(call.segment(1), name, Conditions.none());
        try (InputStream bytes = part.content().open()) {
          spool.add(bytes);
        }
      }
      Body content = spool.finish();
      ObjectNode settable =
          body.path("destination") instanceof ObjectNode given
              ? settable(given)
              : JsonNodeFactory.instance.objectNode();
      return store.put(call.segment(1), call.segment(3), settable, content, Conditions.of(call));
    }
  }

  static Answer json(ObjectNode json) {
    return Answer.json(200, json.toString());
  }

  private static Answer unknown(Call call) {
    throw Refused.unsupported(call.method() + " at this path of Cloud Storage");
  }
}
