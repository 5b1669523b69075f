package org.purlin.io.http;

import java.net.URI;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * What is asked.
 *
 * @param headers besides those of the body
 * @param body null exactly when nothing is sent, as with GET and DELETE
 * @param showsQuery whether messages may show the query of the URI
 */
record Question(
    String method, URI uri, Map<String, String> headers, Body body, boolean showsQuery) {

  private static final String GET = "GET";

  static Question get(URI uri) {
    return get(uri, Map.of());
  }

  static Question get(URI uri, Map<String, String> headers) {
    return new Question(GET, uri, HeaderName.soundAll(headers), null, true);
  }

  static Question delete(URI uri, Map<String, String> headers) {
    return new Question("DELETE", uri, HeaderName.soundAll(headers), null, true);
  }

  static Question post(URI uri, Body body) {
    return new Question("POST", uri, Map.of(), body, true);
  }

  static Question put(URI uri, Body body) {
    return new Question("PUT", uri, Map.of(), body, true);
  }

  /** Whether it changes nothing and may follow a redirect. */
  boolean isGet() {
    return method.equals(GET);
  }

  /** The same, asked elsewhere. */
  Question at(URI other) {
    return new Question(method, other, headers, body, showsQuery);
  }

  /** The same, with its query in messages or not, as the settings say. */
  Question shownAs(HttpSettings settings) {
    return new Question(method, uri, headers, body, settings.queriesInMessages());
  }

  /** The URL, for messages. */
  String place() {
    return showsQuery ? Address.shown(uri) : Address.shownWithoutQuery(uri);
  }

  HttpUriRequestBase request(Map<String, String> credentials) {
    HttpUriRequestBase request = new HttpUriRequestBase(method, uri);
    headers.forEach(request::setHeader);
    if (body != null) {
      request.setEntity(
          new ByteArrayEntity(body.bytes(), ContentType.parseLenient(body.contentType())));
      body.headers().forEach(request::setHeader);
    }
    credentials.forEach(request::setHeader);
    return request;
  }

  /** Method and URL, for messages. */
  @Override
  public String toString() {
    return method + " " + place();
  }
}
