package org.purlin.pipelines.edfi;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.NetworkOptions;
import org.purlin.pipelines.SecretReference;

/** Which districts are meant, and how their servers are spoken to. */
public interface EdfiOptions extends NetworkOptions {

  /** How a client's key and secret are sent. */
  enum LoginStyle {
    BASIC,
    FORM
  }

  @Description(
      "File of districts, CSV with a header or JSON lines, one district a line. Columns: district,"
          + " url, key, secret, bearer, apiVersion, tokenUrl, instance, schoolYears, dataUrl,"
          + " dependenciesUrl, openApiUrl, changeQueriesUrl, scope, loginStyle. key, secret and"
          + " bearer are references such as env:NORTH_SECRET. Goes before --url, --key and"
          + " --secret, which describe one district.")
  String getDistricts();

  void setDistricts(String value);

  @Description(
      "Only these districts of the file, with commas between. When not given, all of them.")
  String getOnly();

  void setOnly(String value);

  @Description(
      "Address of one district's API: where its discovery document is, such as"
          + " https://api.example.org/v7.3/api. Every other address is read there.")
  String getUrl();

  void setUrl(String value);

  @Description("What the district at --url is called in rows, files and reports.")
  @Default.String("district")
  String getDistrict();

  void setDistrict(String value);

  @Description("Where the key of the client of --url is.")
  @SecretReference
  String getKey();

  void setKey(String value);

  @Description("Where the secret of the client of --url is.")
  @SecretReference
  String getSecret();

  void setSecret(String value);

  @Description(
      "Where a token for --url is that somebody gave us. It goes before --key and --secret, and it"
          + " cannot be renewed.")
  @SecretReference
  String getBearer();

  void setBearer(String value);

  @Description(
      "For a server without a discovery document: the version in its path, such as v3, so that its"
          + " data is at <url>/data/v3. An empty text means that --url is the data's address.")
  String getApiVersion();

  void setApiVersion(String value);

  @Description("Where tokens are issued, when it is not where the discovery document says.")
  String getTokenUrl();

  void setTokenUrl(String value);

  @Description("Instance, of an instance-and-year-specific server of version 5 or 6.")
  String getInstance();

  void setInstance(String value);

  @Description(
      "School year, of a year-specific server of version 5 or 6, such as 2026. Several with commas"
          + " between are several districts, called <district>-<year>.")
  String getSchoolYear();

  void setSchoolYear(String value);

  @Description("Id of an education organisation that the token is narrowed to.")
  String getScope();

  void setScope(String value);

  @Description(
      "How key and secret are sent: basic is what every Ed-Fi server understands; form puts them"
          + " into the request's body.")
  @Default.Enum("BASIC")
  LoginStyle getLoginStyle();

  void setLoginStyle(LoginStyle value);

  @Description("Profile that all resources are read and written with. When not given, none.")
  String getProfile();

  void setProfile(String value);

  @Description("Requests in flight to one district at most, 1 to 256. Fewer while it says 429.")
  @Default.Integer(32)
  int getConcurrency();

  void setConcurrency(int value);

  @Description("Requests per second to one district at most; 0 is no limit.")
  @Default.Double(0)
  double getRequestsPerSecond();

  void setRequestsPerSecond(double value);

  @Description("How long to wait for an answer, PT1S to PT30M.")
  @Default.String("PT60S")
  String getTimeout();

  void setTimeout(String value);

  @Description(
      "How long one request is repeated while the server says 'not now' (429, 5xx, no answer); a"
          + " district that is silent so long counts as dead. An ISO-8601 duration.")
  @Default.String("PT5M")
  String getRetryFor();

  void setRetryFor(String value);

  @Description(
      "The longest wait between two attempts, whatever the server asks for. An ISO-8601 duration.")
  @Default.String("PT2M")
  String getLongestWait();

  void setLongestWait(String value);

  @Description(
      "Speak plain http to other machines too; keys and records can then be read on the way.")
  @Default.Boolean(false)
  boolean isAllowPlainHttp();

  void setAllowPlainHttp(boolean value);

  @Description("What the program calls itself. When not given, Purlin and its version.")
  String getHttpUserAgent();

  void setHttpUserAgent(String value);
}
