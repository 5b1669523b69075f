package org.purlin.io.http;

import java.net.URI;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * What is asked.
 *
 * @param body null exactly when this is a GET
 */
record Question(URI uri, Body body) {

  static Question get(URI uri) {
    return new Question(uri, null);
  }

  static Question post(URI uri, Body body) {
    return new Question(uri, body);
  }

  /** Whether it changes nothing and may follow a redirect. */
  boolean isGet() {
    return body == null;
  }

  /** The same, asked elsewhere. */
  Question at(URI other) {
    return new Question(other, body);
  }

  HttpUriRequestBase request(Map<String, String> credentials) {
    HttpUriRequestBase request = new HttpUriRequestBase(isGet() ? "GET" : "POST", uri);
    if (!isGet()) {
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
    return (isGet() ? "GET " : "POST ") + Address.shown(uri);
  }
}
