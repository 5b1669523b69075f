package org.purlin.io.http;

import java.net.URI;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.purlin.io.secret.Masker;

/**
 * What is asked.
 *
 * @param headers besides those of the body
 * @param body null exactly when nothing is sent, as with GET and DELETE
 * @param showsQuery whether messages may show the query of the URI
 * @param shown what messages show in place of the URI; null: the URI
 * @param attempt the how manieth try this is, from 1
 */
record Question(
    String method,
    URI uri,
    Map<String, String> headers,
    Body body,
    boolean showsQuery,
    String shown,
    int attempt) {

  private static final String GET = "GET";

  static Question get(URI uri) {
    return get(uri, Map.of());
  }

  static Question get(URI uri, Map<String, String> headers) {
    return new Question(GET, uri, HeaderName.soundAll(headers), null, true, null, 1);
  }

  static Question delete(URI uri, Map<String, String> headers) {
    return new Question("DELETE", uri, HeaderName.soundAll(headers), null, true, null, 1);
  }

  static Question post(URI uri, Body body) {
    return new Question("POST", uri, Map.of(), body, true, null, 1);
  }

  static Question put(URI uri, Body body) {
    return new Question("PUT", uri, Map.of(), body, true, null, 1);
  }

  /** Whether it changes nothing and may follow a redirect. */
  boolean isGet() {
    return method.equals(GET);
  }

  /** The same, asked elsewhere; what that place has for a query is not ours to show. */
  Question at(URI other) {
    return new Question(method, other, headers, body, false, shown, attempt);
  }

  /** The same, with its query in messages or not, as the settings say. */
  Question shownAs(HttpSettings settings) {
    return new Question(method, uri, headers, body, settings.queriesInMessages(), shown, attempt);
  }

  /** The same, with this text for its URI in messages; wherever it is redirected. */
  Question shownAs(String text) {
    return new Question(method, uri, headers, body, showsQuery, Masker.mask(text), attempt);
  }

  /** The same, asked for the second, third time. */
  Question onAttempt(int number) {
    return new Question(method, uri, headers, body, showsQuery, shown, number);
  }

  /** A URI that has to do with this question, for messages: never its query. */
  String shown(URI other) {
    return shown == null ? Address.shownWithoutQuery(other) : Address.shownWithoutPath(other);
  }

  /** The URL, for messages, or what stands in its place. */
  String place() {
    if (shown != null) {
      return shown;
    }
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
