package org.purlin.io.bigquery;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import java.io.IOException;

/** A question to Google Cloud was not answered as hoped; the message is one sentence. */
public final class TrialException extends IOException {

  private static final long serialVersionUID = 1L;

  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  /** What is to be done differs by this. */
  public enum Kind {
    /** The account was not accepted, or lacks a right. */
    REFUSED,
    /** What was asked about is not there, or its name is wrong. */
    MISSING,
    /** There was no answer, or one that says: later. */
    NO_ANSWER
  }

  private final Kind kind;

  TrialException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** An answer that is an error, or none. */
  static TrialException of(IOException failure) {
    if (!(failure instanceof GoogleJsonResponseException answer)) {
      return new TrialException(
          Kind.NO_ANSWER, "no answer: " + failure.getClass().getSimpleName() + ".", failure);
    }
    Kind kind =
        switch (answer.getStatusCode()) {
          case UNAUTHORIZED, FORBIDDEN -> Kind.REFUSED;
          case BAD_REQUEST, NOT_FOUND -> Kind.MISSING;
          default -> Kind.NO_ANSWER;
        };
    GoogleJsonError details = answer.getDetails();
    return new TrialException(
        kind,
        "Google said: "
            + answer.getStatusCode()
            + (details == null ? "" : " " + details.getMessage()),
        answer);
  }

  /** What kind of trouble it is. */
  public Kind kind() {
    return kind;
  }
}
