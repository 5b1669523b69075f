package org.purlin.pipelines.cli;

import java.util.Map;
import org.purlin.pipelines.schedule.TemplateParameter;

/**
 * What a parameter of a launch in the cloud takes, for people: a regular expression is for none.
 */
final class CloudForms {

  private static final String MANAGED =
      "in Secret Manager (secret:projects/PROJECT/secrets/NAME/versions/latest) or in a file of"
          + " Cloud Storage (file:gs://…)";

  private static final Map<String, String> WORDS =
      Map.of(
          TemplateParameters.SECRET_REGEX, MANAGED,
          TemplateParameters.PLAIN_OR_SECRET_REGEX,
              "letters, digits, dashes and underscores only, or " + MANAGED,
          TemplateParameters.OUTPUT_REGEX, "in Cloud Storage (gs://…) or bigquery:project.dataset",
          TemplateParameters.FOLDER_REGEX, "a directory in Cloud Storage (gs://…)",
          TemplateParameters.FILES_REGEX, "in Cloud Storage (gs://…), several with commas between",
          TemplateParameters.DURATION_REGEX, "a duration such as PT30S or PT10M",
          TemplateParameters.PROXY_REGEX,
              "http:// with host and port only, such as http://proxy.example:3128",
          TemplateParameters.ADDRESS_REGEX, "a URL that begins with https:// or http://");

  private CloudForms() {}

  /** Goes on after "must be". */
  static String inWords(TemplateParameter parameter) {
    return parameter.regexes().stream()
        .map(WORDS::get)
        .filter(words -> words != null)
        .findFirst()
        .orElse("of another form: " + parameter.help());
  }
}
