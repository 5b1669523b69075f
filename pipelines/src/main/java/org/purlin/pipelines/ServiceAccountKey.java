package org.purlin.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.purlin.io.secret.Masker;
import org.purlin.io.secret.Secret;

/** The key file of a service account, as Google hands it out: a JSON object. */
final class ServiceAccountKey {

  private static final String TYPE = "service_account";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ServiceAccountKey() {}

  /**
   * Reads the key that the options refer to, and registers its private part with {@link Masker}.
   * Nothing of its text is in any exception.
   *
   * @throws UserMistakeException when it is no key
   * @throws org.purlin.io.secret.UnresolvedSecretException when it cannot be read
   */
  static ServiceAccountCredentials read(CloudOptions options) {
    Secret reference = Secret.parse("--serviceAccountKey", options.getServiceAccountKey());
    String text = reference.resolveLines(ambient(options));
    JsonNode key = tree(reference, text);
    // Base64 in lines of 64, between two that are no secret.
    key.path("private_key")
        .asText()
        .lines()
        .filter(line -> !line.startsWith("-----"))
        .forEach(Masker::register);
    String type = key.path("type").asText();
    if (!type.equals(TYPE)) {
      throw wrong(
          reference,
          "its type is not "
              + TYPE
              + (type.equals("authorized_user")
                  ? " but authorized_user, which is used without this flag, as application default"
                      + " credentials"
                  : ""));
    }
    try {
      return ServiceAccountCredentials.fromStream(new ByteArrayInputStream(text.getBytes(UTF_8)));
    } catch (IOException | RuntimeException e) {
      // Left out as a cause: its message may quote the key.
      throw wrong(reference, "its e-mail address or its private key is missing or broken");
    }
  }

  private static JsonNode tree(Secret reference, String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      if (tree.isObject()) {
        return tree;
      }
    } catch (JsonProcessingException e) {
      // Answered below, without it: its message may quote the key.
    }
    throw wrong(reference, "it is no JSON object");
  }

  private static UserMistakeException wrong(Secret reference, String why) {
    return new UserMistakeException(
        "--serviceAccountKey="
            + reference
            + " is no key of a service account: "
            + why
            + ". Make one in the console, under IAM, Service accounts, Keys, as JSON.");
  }

  /** A key in Secret Manager is asked for by the account of the machine itself. */
  private static PipelineOptions ambient(CloudOptions options) {
    CloudOptions ambient = PipelineOptionsFactory.as(CloudOptions.class);
    ambient.setSecretManagerEndpoint(options.getSecretManagerEndpoint());
    return ambient;
  }
}
