package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Body;

/** The three ways to upload an object: its bytes alone, with its metadata, or in chunks. */
final class Uploads {

  private final ObjectStore store;
  private final Map<String, UploadSession> sessions = new ConcurrentHashMap<>();

  Uploads(ObjectStore store) {
    this.store = store;
  }

  Answer answer(Call call) throws IOException {
    Optional<String> session = call.parameter("upload_id");
    if (session.isPresent()) {
      return goOn(session.get(), call);
    }
    if (!call.method().equals("POST")
        || call.segments().size() != 3
        || !call.segment(2).equals("o")) {
      throw Refused.unsupported(call.method() + " at this path of Cloud Storage's uploads");
    }
    return switch (call.parameter("uploadType").orElse("")) {
      case "media" -> media(call);
      case "multipart" -> multipart(call);
      case "resumable" -> begin(call);
      default ->
          throw Refused.invalid("uploadType must be media, multipart or resumable, but is not");
    };
  }

  private Answer media(Call call) throws IOException {
    ObjectNode settable = JsonNodeFactory.instance.objectNode();
    return store(call, typed(settable, call.contentType()), call.content());
  }

  private Answer multipart(Call call) throws IOException {
    List<Multipart.Piece> pieces = Multipart.pieces(call.contentType(), call.content());
    if (pieces.size() != 2) {
      throw Refused.invalid("metadata and media are expected, there are parts: " + pieces.size());
    }
    ObjectNode metadata = Call.object(pieces.get(0).content().open().readAllBytes());
    return store(
        call, typed(metadata, pieces.get(1).header("content-type")), pieces.get(1).content());
  }

  private Answer store(Call call, ObjectNode metadata, Body.Bytes content) throws IOException {
    try (Spool spool = store.spool()) {
      spool.add(content.open());
      StoredObject object =
          store.put(
              call.segment(1),
              name(call, metadata),
              StorageApi.settable(metadata),
              spool.finish(),
              Conditions.of(call));
      return StorageApi.json(object.resource());
    }
  }

  private Answer begin(Call call) {
    ObjectNode metadata =
        typed(call.json(), call.request().header("x-upload-content-type").orElse(""));
    String name = name(call, metadata);
    store.resource(call.segment(1));
    String id = UUID.randomUUID().toString();
    sessions.put(
        id, new UploadSession(store, call.segment(1), name, metadata, Conditions.of(call)));
    String host = call.request().header("host").orElse("127.0.0.1");
    return Answer.text(200, "")
        .with(
            "Location",
            "http://" + host + call.request().path() + "?uploadType=resumable&upload_id=" + id)
        .with("X-GUploader-UploadID", id);
  }

  private Answer goOn(String id, Call call) throws IOException {
    UploadSession session = sessions.get(id);
    if (session == null) {
      throw Refused.notFound("There is no such upload.");
    }
    return switch (call.method()) {
      case "PUT" ->
          session.chunk(call.request().header("content-range").orElse(""), call.content());
      case "DELETE" -> {
        sessions.remove(id);
        session.close();
        yield Answer.text(499, "");
      }
      default -> throw Refused.unsupported(call.method() + " on an upload");
    };
  }

  private static String name(Call call, ObjectNode metadata) {
    String name = call.parameter("name").orElse(metadata.path("name").asText());
    if (name.isEmpty()) {
      throw new Refused(400, "required", "Required object name");
    }
    return name;
  }

  private static ObjectNode typed(ObjectNode metadata, String contentType) {
    if (!contentType.isEmpty() && !metadata.has("contentType")) {
      metadata.put("contentType", contentType);
    }
    return metadata;
  }
}
