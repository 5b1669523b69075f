package org.purlin.io.bigquery;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import java.io.IOException;
import java.util.List;

/** BigQuery would not or could not; the message is one sentence with what to do. */
public final class WarehouseException extends IOException {

  private static final long serialVersionUID = 1L;

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  /**
   * Whether asking again cannot help before somebody changes something: a name, a right, a sign-in.
   */
  public boolean isMistake() {
    return getCause() instanceof GoogleJsonResponseException answer
        && !isOverLimit(answer)
        && List.of(UNAUTHORIZED, FORBIDDEN, NOT_FOUND).contains(answer.getStatusCode());
  }

  WarehouseException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Says what was answered.
   *
   * @param what the beginning of the sentence: {@code The dataset p.d}
   */
  static WarehouseException of(String what, GoogleJsonResponseException answer) {
    String todo =
        isOverLimit(answer) ? " is over a limit of BigQuery. Run again later." : todo(answer);
    return new WarehouseException(what + todo + " BigQuery said: " + said(answer), answer);
  }

  private static boolean isOverLimit(GoogleJsonResponseException answer) {
    GoogleJsonError details = answer.getDetails();
    return details != null
        && details.getErrors() != null
        && details.getErrors().stream()
            .anyMatch(error -> String.valueOf(error.getReason()).matches("rateLimit.*|quota.*"));
  }

  private static String todo(GoogleJsonResponseException answer) {
    return switch (answer.getStatusCode()) {
      case UNAUTHORIZED ->
          " needs a sign-in. Look at --serviceAccountKey, or sign in with"
              + " gcloud auth application-default login.";
      case FORBIDDEN ->
          " may not be used by this account. Grant it BigQuery Data Editor on the"
              + " dataset and BigQuery Job User on the project; purlin check bigquery tells which.";
      case NOT_FOUND ->
          " was not found. Make the dataset, for example with: bq mk --location=EU"
              + " --dataset PROJECT:DATASET";
      default -> " could not be used. Run again.";
    };
  }

  private static String said(GoogleJsonResponseException answer) {
    GoogleJsonError details = answer.getDetails();
    return answer.getStatusCode() + (details == null ? "" : " " + details.getMessage());
  }
}
