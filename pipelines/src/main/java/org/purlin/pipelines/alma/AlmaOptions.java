package org.purlin.pipelines.alma;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.CommandOptions;
import org.purlin.pipelines.SecretReference;

/** Where a district is and who we are there. */
public interface AlmaOptions extends CommandOptions {

  /** Which of Alma's hosts. */
  enum Environment {
    PRODUCTION,
    DEVELOPMENT
  }

  @Description(
      "The district, or single school, as it stands in https://<subdomain>.api.getalma.com.")
  String getSubdomain();

  void setSubdomain(String value);

  @Description(
      "production, or development: the vendor's host for trying clients, which has keys of its own.")
  @Default.Enum("PRODUCTION")
  Environment getEnvironment();

  void setEnvironment(Environment value);

  @Description(
      "Another host to ask, such as http://127.0.0.1:8080; --environment is then not looked at.")
  String getUrl();

  void setUrl(String value);

  @Description("Where the API key is.")
  @SecretReference
  @Default.String("env:ALMA_KEY")
  String getKey();

  void setKey(String value);

  @Description("Where the secret of the key is.")
  @SecretReference
  @Default.String("env:ALMA_SECRET")
  String getSecret();

  void setSecret(String value);
}
